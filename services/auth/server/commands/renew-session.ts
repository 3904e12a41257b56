import { Refusal } from '@popug/contracts/refusals.ts'
import { revocationRepository } from '../db/revocation-repository.ts'
import { sessionRepository } from '../db/session-repository.ts'
import { userRepository } from '../db/user-repository.ts'
import { sessionEnd, tokenMoment } from '../domain/session-life.ts'
import type { Command } from '../world.ts'
import type { SignedIn } from './open-session.ts'

/** Moves a living session's end and answers its next token, of the person's present role; refuses with `not_signed_in`. */
export const renewSession: Command<{ userId: string; sessionId: string }, SignedIn> = async (
  ctx,
  { userId, sessionId },
) => {
  const sessions = sessionRepository(ctx.db)
  const user = await userRepository(ctx.db).findForUpdate(userId)
  const session = await sessions.findLivingForUpdate(sessionId, ctx.now)
  if (user?.status !== 'active' || session?.userId !== userId) throw new Refusal('not_signed_in')
  const issuedMs = tokenMoment(ctx.now, await revocationRepository(ctx.db).lastOf(userId))
  const renewed = { ...session, seenAt: issuedMs, expiresAt: sessionEnd(ctx.now, ctx.settings.SESSION_DAYS) }
  await sessions.renew(sessionId, renewed.seenAt, renewed.expiresAt)
  return { user, session: renewed, claims: { userId, sessionId, role: user.role, issuedMs } }
}
