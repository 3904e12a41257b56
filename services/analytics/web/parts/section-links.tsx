import { SectionRow } from '@popug/ui-kit'

const sections = [
  { to: '/', name: 'company' },
  { to: '/periods', name: 'periods' },
  { to: '/performers', name: 'performers' },
]

/** The sections of Analytics. */
export const SectionLinks = () => <SectionRow sections={sections} />
