import { newId } from '@popug/service-kit'
import type { TokenClaims } from '../clients/session-tokens.ts'
import { revocationRepository } from '../db/revocation-repository.ts'
import { sessionRepository } from '../db/session-repository.ts'
import type { SessionRow, UserRow } from '../db/tables.ts'
import { sessionEnd, tokenMoment } from '../domain/session-life.ts'
import type { Command } from '../world.ts'

/** A session whose next token is to be signed with `claims`. */
export interface SignedIn {
  readonly user: UserRow
  readonly session: SessionRow
  readonly claims: TokenClaims
}

interface Opening {
  /** The person's row, locked. */
  readonly user: UserRow
  readonly ip: string
  readonly device: string
  /** The passkey that opens it; null for a password. */
  readonly passkeyId: string | null
}

/** Opens a session for a person who has shown who they are. */
export const openSession: Command<Opening, SignedIn> = async (ctx, { user, ip, device, passkeyId }) => {
  const userId = user.id
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
    passkeyId,
  }
  await sessionRepository(ctx.db).insert(session)
  return { user, session, claims: { userId, sessionId: session.id, role: user.role, issuedMs } }
}
