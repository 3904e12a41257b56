import { SectionRow } from '@popug/ui-kit'

const sections = [
  { to: '/', name: 'company' },
  { to: '/people', name: 'people' },
  { to: '/rules', name: 'rules' },
  { to: '/export', name: 'export' },
]

/** The sections of Accounts for those who see everyone's. */
export const SectionLinks = () => <SectionRow sections={sections} />
