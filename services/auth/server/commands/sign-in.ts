import { Refusal } from '@popug/contracts/refusals.ts'
import type { UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import { plainEmail } from '../domain/login.ts'
import type { Command, Session } from '../world.ts'
import { checkPassword } from './check-password.ts'
import { forgetGuesses } from './count-guess.ts'
import { openSession, type SignedIn } from './open-session.ts'

interface Credentials {
  readonly email: string
  readonly password: string
  readonly ip: string
  readonly device: string
}

const enter: Command<{ user: UserRow; ip: string; device: string }, SignedIn> = async (
  ctx,
  { user: { id, passwordHash }, ...where },
) => {
  const user = await userRepository(ctx.db).findForUpdate(id)
  // Between the look at the password and this moment an admin may have changed it, or disabled the person.
  if (user?.status !== 'active' || user.passwordHash !== passwordHash) throw new Refusal('wrong_credentials')
  return openSession(ctx, { user, ...where, passkeyId: null })
}

/**
 * Opens a session for who knows the email and the password. Refuses with `wrong_credentials`, the same and after the same time
 * for an unknown email, a wrong password and a disabled person, and with `too_many_attempts`.
 */
export const signIn = async (
  session: Session,
  { email: given, password, ip, device }: Credentials,
): Promise<SignedIn> => {
  const email = plainEmail(given)
  const user = await userRepository(session.db).findByEmail(email)
  await checkPassword(session, { email, ip, password, hash: user?.passwordHash ?? null })
  if (user?.status !== 'active') throw new Refusal('wrong_credentials')
  return session.transaction(async (ctx) => {
    await forgetGuesses(ctx, { email, ip })
    return enter(ctx, { user, ip, device })
  })
}
