import { SectionRow, useMe } from '@popug/ui-kit'
import { isOverseer } from './overseers.ts'

const own = [
  { to: '/', name: 'mails' },
  { to: '/choices', name: 'choices' },
]
const all = [...own, { to: '/suppressions', name: 'suppressions' }]

/** The sections of Mail, as far as the person may open them. */
export const SectionLinks = () => <SectionRow sections={isOverseer(useMe().role) ? all : own} />
