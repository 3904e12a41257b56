import { apiTokenRepository } from '../db/api-token-repository.ts'
import { guessRepository } from '../db/guess-repository.ts'
import { invitationRepository } from '../db/invitation-repository.ts'
import { passkeyChallengeRepository } from '../db/passkey-challenge-repository.ts'
import { revocationRepository } from '../db/revocation-repository.ts'
import { sessionRepository } from '../db/session-repository.ts'
import { guessWindow } from '../domain/guess-limit.ts'
import type { Command } from '../world.ts'

/** Rows of a kind forgotten in one transaction. */
const step = 500
/** Milliseconds that revocations are kept: longer than any token lives and any service remembers. */
const keepRevocations = 20 * 60_000
/** Milliseconds that an ended API token is still listed: its owner may wonder why a script stopped. */
const keepEndedTokens = 30 * 24 * 60 * 60_000

/** Forgets some guesses, revocations, sessions, API tokens, invitations and challenges that no longer matter; answers whether there may be more. */
export const forgetOld: Command<Record<string, never>, boolean> = async ({ db, now }) => {
  const forgotten = [
    await guessRepository(db).forgetOld(now - guessWindow, step),
    await revocationRepository(db).forgetOld(now - keepRevocations, step),
    await sessionRepository(db).forgetOver(now, step),
    await apiTokenRepository(db).forgetEnded(now - keepEndedTokens, step),
    await invitationRepository(db).forgetOver(now, step),
    await passkeyChallengeRepository(db).forgetOver(now, step),
  ]
  return forgotten.includes(step)
}
