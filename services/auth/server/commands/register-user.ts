import { Refusal } from '@popug/contracts/refusals.ts'
import type { Language, Role } from '@popug/contracts/roles.ts'
import { newId, recordAudit } from '@popug/service-kit'
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

/** Looks for a free login while others are registered under similar ones. */
const maxTries = 20

/** Registers an active person under a login made from their email, as somebody's deed: the actor's unless told; refuses with `email_taken`. */
export const registerUser: Command<Registration & { passwordHash: string; actorId?: string }, UserRow> = async (
  ctx,
  { email: given, name, role, language = null, passwordHash, actorId = ctx.actor.id },
) => {
  const users = userRepository(ctx.db)
  const email = plainEmail(given)
  if (await users.findByEmail(email)) throw new Refusal('email_taken')
  const id = newId(ctx.now)
  const person = { id, email, name: name.trim(), role, status: 'active', language, passwordHash } as const
  const wanted = loginOf(email)
  for (let tries = 0; tries < maxTries; tries++) {
    const login = freeLogin(wanted, new Set(await users.loginsFrom(wanted)))
    const user: UserRow = { ...person, login, createdAt: ctx.now }
    if (await users.insert(user)) {
      const detail = { name: user.name, role }
      await recordAudit(ctx.db, { at: ctx.now, actorId, action: 'user.registered', subject: id, detail })
      return user
    }
    // Somebody else was registered between the look and now, under the same email or the same login.
    if (await users.findByEmail(email)) throw new Refusal('email_taken')
  }
  throw new Error(`no login could be had for ${wanted}`)
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
