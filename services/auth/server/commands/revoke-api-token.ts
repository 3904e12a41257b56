import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { apiTokenRepository } from '../db/api-token-repository.ts'
import { revocationRepository } from '../db/revocation-repository.ts'
import { userRepository } from '../db/user-repository.ts'
import { revocationMoment } from '../domain/session-life.ts'
import type { Command } from '../world.ts'

/** Ends one of a person's API tokens in every service; refuses with `not_found`. */
export const revokeApiToken: Command<{ userId: string; id: string }, void> = async (ctx, { userId, id }) => {
  const tokens = apiTokenRepository(ctx.db)
  await userRepository(ctx.db).findForUpdate(userId)
  const token = await tokens.findForUpdate(id)
  if (token?.userId !== userId) throw new Refusal('not_found')
  await tokens.remove(id)
  const detail = { name: token.name }
  await recordAudit(ctx.db, { at: ctx.now, actorId: userId, action: 'token.ended', subject: userId, detail })
  // Services know what they were given for it by the token's id.
  const revokedAt = revocationMoment(ctx.now, token.usedAt ?? 0)
  await revocationRepository(ctx.db).add({ userId, sessionId: id, revokedAt })
}
