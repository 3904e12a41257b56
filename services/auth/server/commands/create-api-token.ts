import { randomBytes } from 'node:crypto'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { Scope } from '@popug/contracts/scopes.ts'
import { apiTokenPrefix, newId, recordAudit, secretDigest } from '@popug/service-kit'
import { apiTokenRepository } from '../db/api-token-repository.ts'
import type { ApiTokenRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import { hintOf, scopeText, tokenEnd, tokensAtMost } from '../domain/api-token.ts'
import type { Command } from '../world.ts'

interface Wanted {
  readonly userId: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expiresInDays: number
}

/** Makes a token of 256 random bits for a person and answers it this once; refuses with `too_many_tokens`. */
export const createApiToken: Command<Wanted, { row: ApiTokenRow; token: string }> = async (
  ctx,
  { userId, name, scopes, expiresInDays },
) => {
  const tokens = apiTokenRepository(ctx.db)
  const user = await userRepository(ctx.db).findForUpdate(userId)
  if (user?.status !== 'active') throw new Refusal('not_signed_in')
  if ((await tokens.countLiving(userId, ctx.now)) >= tokensAtMost) throw new Refusal('too_many_tokens')
  const token = `${apiTokenPrefix}${randomBytes(32).toString('base64url')}`
  const row: ApiTokenRow = {
    id: newId(ctx.now),
    userId,
    name: name.trim(),
    digest: secretDigest(token),
    hint: hintOf(token),
    scopes: scopeText(scopes),
    createdAt: ctx.now,
    expiresAt: tokenEnd(ctx.now, expiresInDays),
    usedAt: null,
  }
  await tokens.insert(row)
  const detail = { name: row.name, scopes: row.scopes }
  await recordAudit(ctx.db, { at: ctx.now, actorId: userId, action: 'token.created', subject: userId, detail })
  return { row, token }
}
