import { SectionRow } from '@popug/ui-kit'

const sections = [
  { to: '/operations', name: 'operations' },
  { to: '/operations/audit', name: 'audit' },
]

/** What an admin looks at of the system itself. */
export const SystemSections = () => <SectionRow sections={sections} />
