import { SectionRow, useMe } from '@popug/ui-kit'
import { isOverseer } from './overseers.ts'

const own = [
  { to: '/', name: 'mails' },
  { to: '/choices', name: 'choices' },
]
const all = [...own, { to: '/suppressions', name: 'suppressions' }]

const forAdmins = [...all, { to: '/webhooks', name: 'webhooks' }]

/** The sections of Mail, as far as the person may open them. */
export const SectionLinks = () => {
  const { role } = useMe()
  return <SectionRow sections={role === 'admin' ? forAdmins : isOverseer(role) ? all : own} />
}
