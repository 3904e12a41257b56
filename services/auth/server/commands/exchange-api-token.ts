import type { TokenClaims } from '../clients/session-tokens.ts'
import { apiTokenRepository } from '../db/api-token-repository.ts'
import { revocationRepository } from '../db/revocation-repository.ts'
import { userRepository } from '../db/user-repository.ts'
import { scopesOf } from '../domain/api-token.ts'
import { tokenMoment } from '../domain/session-life.ts'
import type { Command } from '../world.ts'

/** What to sign for a living API token of an active person: their present role and its scopes; null where there is none. */
export const exchangeApiToken: Command<{ digest: string }, { claims: TokenClaims; expiresAt: number } | null> = async (
  ctx,
  { digest },
) => {
  const tokens = apiTokenRepository(ctx.db)
  const found = await tokens.findByDigest(digest)
  if (!found) return null
  const user = await userRepository(ctx.db).findForUpdate(found.userId)
  // Looked at again under the person's lock: it may have been revoked between the two looks.
  const token = await tokens.findForUpdate(found.id)
  if (!token || token.expiresAt <= ctx.now || user?.status !== 'active') return null
  const issuedMs = tokenMoment(ctx.now, await revocationRepository(ctx.db).lastOf(user.id))
  await tokens.use(token.id, issuedMs)
  const claims = { userId: user.id, sessionId: token.id, role: user.role, issuedMs, scopes: scopesOf(token.scopes) }
  return { claims, expiresAt: token.expiresAt }
}
