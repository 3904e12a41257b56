import { SectionRow } from '@popug/ui-kit'
import { useOversees } from './overseers.ts'

const sections = [
  { to: '/', name: 'all' },
  { to: '/registers', name: 'registers' },
  { to: '/report', name: 'report' },
  { to: '/reconciliations', name: 'reconciliations' },
  { to: '/mine', name: 'mine' },
]

/** The sections of Billing; nothing for those who have one only. */
export const SectionLinks = () => (useOversees() ? <SectionRow sections={sections} /> : null)
