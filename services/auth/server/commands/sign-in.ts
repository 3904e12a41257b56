import { Refusal } from '@popug/contracts/refusals.ts'
import { newId } from '@popug/service-kit'
import type { TokenClaims } from '../clients/session-tokens.ts'
import { revocationRepository } from '../db/revocation-repository.ts'
import { sessionRepository } from '../db/session-repository.ts'
import type { SessionRow, UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import { plainEmail } from '../domain/login.ts'
import { sessionEnd, tokenMoment } from '../domain/session-life.ts'
import type { Command, Session } from '../world.ts'
import { checkPassword } from './check-password.ts'
import { forgetGuesses } from './count-guess.ts'

/** A session whose next token is to be signed with `claims`. */
export interface SignedIn {
  readonly user: UserRow
  readonly session: SessionRow
  readonly claims: TokenClaims
}

interface Credentials {
  readonly email: string
  readonly password: string
  readonly ip: string
  readonly device: string
}

const openSession: Command<{ user: UserRow; ip: string; device: string }, SignedIn> = async (
  ctx,
  { user: { id: userId, passwordHash }, ip, device },
) => {
  const user = await userRepository(ctx.db).findForUpdate(userId)
  // Between the look at the password and this moment an admin may have changed it, or disabled the person.
  if (user?.status !== 'active' || user.passwordHash !== passwordHash) throw new Refusal('wrong_credentials')
  const issuedMs = tokenMoment(ctx.now, await revocationRepository(ctx.db).lastOf(userId))
  const session: SessionRow = {
    id: newId(ctx.now),
    userId,
    createdAt: ctx.now,
    seenAt: issuedMs,
    expiresAt: sessionEnd(ctx.now, ctx.settings.SESSION_DAYS),
    device,
    ip,
    revokedAt: null,
  }
  await sessionRepository(ctx.db).insert(session)
  return { user, session, claims: { userId, sessionId: session.id, role: user.role, issuedMs } }
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
    return openSession(ctx, { user, ip, device })
  })
}
