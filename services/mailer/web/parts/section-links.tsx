import { SectionRow, useMe } from '@popug/ui-kit'
import { isOverseer } from './overseers.ts'

const sections = [
  { to: '/', name: 'mails' },
  { to: '/suppressions', name: 'suppressions' },
]

/** The sections of Mail; nothing for those who have one only. */
export const SectionLinks = () => (isOverseer(useMe().role) ? <SectionRow sections={sections} /> : null)
