import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { apiTokenRepository } from '../db/api-token-repository.ts'
import { revocationRepository } from '../db/revocation-repository.ts'
import { sessionRepository } from '../db/session-repository.ts'
import { userRepository } from '../db/user-repository.ts'
import { revocationMoment } from '../domain/session-life.ts'
import type { Command } from '../world.ts'

/** Ends one of a person's living sessions in every service; refuses with `not_found`. */
export const endSession: Command<{ userId: string; sessionId: string }, void> = async (ctx, { userId, sessionId }) => {
  const sessions = sessionRepository(ctx.db)
  await userRepository(ctx.db).findForUpdate(userId)
  const session = await sessions.findLivingForUpdate(sessionId, ctx.now)
  if (session?.userId !== userId) throw new Refusal('not_found')
  const revokedAt = revocationMoment(ctx.now, session.seenAt)
  await sessions.end(sessionId, revokedAt)
  await revocationRepository(ctx.db).add({ userId, sessionId, revokedAt })
}

/** Makes all tokens of a person worthless in every service; their sessions and API tokens go on with renewed ones. */
export const revokeTokens: Command<{ userId: string }, void> = async (ctx, { userId }) => {
  await userRepository(ctx.db).findForUpdate(userId)
  const seen = await sessionRepository(ctx.db).lastSeen(userId)
  const used = await apiTokenRepository(ctx.db).lastUsed(userId)
  const revokedAt = revocationMoment(ctx.now, Math.max(seen, used))
  await revocationRepository(ctx.db).add({ userId, sessionId: null, revokedAt })
}

/** Ends all of a person's sessions in every service, but for the row of one whose next token is to be signed afterwards. */
export const endSessions: Command<{ userId: string; but?: string }, void> = async (ctx, { userId, but = null }) => {
  await revokeTokens(ctx, { userId })
  await sessionRepository(ctx.db).endAll(userId, ctx.now, but)
}

/** Ends all of a person's sessions because somebody asked for just that. */
export const endAllSessions: Command<{ userId: string }, void> = async (ctx, { userId }) => {
  await endSessions(ctx, { userId })
  await recordAudit(ctx.db, { at: ctx.now, actorId: ctx.actor.id, action: 'user.sessions_ended', subject: userId })
}
