import { Refusal } from '@popug/contracts/refusals.ts'
import type { Language, Role } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import type { UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import { freeLogin, loginOf, plainEmail } from '../domain/login.ts'
import type { Command, Session } from '../world.ts'

export interface Registration {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly language?: Language | undefined
}

/** Registers an active person under a login made from their email; refuses with `email_taken`. */
export const registerUser: Command<Registration & { passwordHash: string }, UserRow> = async (
  ctx,
  { email: given, name, role, language = null, passwordHash },
) => {
  const users = userRepository(ctx.db)
  const email = plainEmail(given)
  if (await users.findByEmail(email)) throw new Refusal('email_taken')
  const wanted = loginOf(email)
  const login = freeLogin(wanted, new Set(await users.loginsFrom(wanted)))
  const user: UserRow = {
    id: newId(ctx.now),
    login,
    email,
    name: name.trim(),
    role,
    status: 'active',
    language,
    passwordHash,
    createdAt: ctx.now,
  }
  // Logins are locked from the look on, so what is in the way can only be the email.
  if (!(await users.insert(user))) throw new Refusal('email_taken')
  return user
}

/** Registers a person from outside of a request: the first admin, the demo people, `popug user add`. */
export const registerFirstUser = async (
  { tools, transaction }: Session,
  { password, ...registration }: Registration & { readonly password: string },
): Promise<Omit<UserRow, 'passwordHash'>> => {
  const hash = await tools.passwords.hash(password)
  const { passwordHash: _kept, ...user } = await transaction((ctx) =>
    registerUser(ctx, { ...registration, passwordHash: hash }),
  )
  return user
}
