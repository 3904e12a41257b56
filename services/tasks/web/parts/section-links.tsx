import { SectionRow, useMe } from '@popug/ui-kit'
import { useOversees } from './overseers.ts'

/** The sections of Tasks that the person may open. */
export const SectionLinks = () => {
  const oversees = useOversees()
  const performs = useMe().role === 'performer'
  const sections = [
    { to: '/', name: performs ? 'mine' : 'all' },
    ...(performs ? [{ to: '/all', name: 'all' }] : []),
    { to: '/board', name: 'board' },
    ...(oversees ? [{ to: '/reassignments', name: 'reassignments' }] : []),
    ...(oversees ? [{ to: '/imports', name: 'imports' }] : []),
  ]
  return <SectionRow sections={sections} />
}
