import { SectionRow } from '@popug/ui-kit'
import { useMaySettle, useOversees } from './overseers.ts'

const sections = [
  { to: '/', name: 'all' },
  { to: '/registers', name: 'registers' },
  { to: '/report', name: 'report' },
  { to: '/reconciliations', name: 'reconciliations' },
  { to: '/mine', name: 'mine' },
]
const shared = { to: '/shared-cards', name: 'shared' }

/** The sections of Billing; nothing for those who have one only. */
export const SectionLinks = () => {
  const maySettle = useMaySettle()
  return useOversees() ? <SectionRow sections={maySettle ? [...sections, shared] : sections} /> : null
}
