import { SectionRow } from '@popug/ui-kit'

const sections = [
  { to: '/operations', name: 'operations' },
  { to: '/operations/audit', name: 'audit' },
  { to: '/operations/gallery', name: 'gallery' },
]

/** What an admin looks at of the system itself. */
export const SystemSections = () => <SectionRow sections={sections} />
