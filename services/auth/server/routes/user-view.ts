import type { Me, User } from '@popug/contracts/auth.ts'
import { moment } from '@popug/contracts/days.ts'
import { isLanguage } from '@popug/contracts/languages.ts'
import type { Language } from '@popug/contracts/roles.ts'
import type { Actor } from '@popug/service-kit'

/** What of a kept person is ever shown. */
interface Shown extends Me {
  readonly status: NonNullable<User['status']>
  readonly createdAt: number
}

/** Whether somebody sees a person's email, status and language: admins and services. */
export const seesAll = (actor: Actor): boolean => actor.kind === 'service' || actor.role === 'admin'

/** What a person has chosen, as long as Popug speaks it: languages may be taken away. */
const spoken = (language: Language | null): Language | null => (isLanguage(language) ? language : null)

/** A person as the one who asks may see them. */
export const userView = (
  { id, login, name, role, email, status, language, createdAt }: Shown,
  whole: boolean,
): User => ({
  id,
  login,
  name,
  role,
  ...(whole ? { email, status, language: spoken(language), createdAt: moment(createdAt) } : {}),
})

/** A person as they see themselves. */
export const meView = ({ id, login, email, name, role, language }: Shown): Me => ({
  id,
  login,
  email,
  name,
  role,
  language: spoken(language),
})
