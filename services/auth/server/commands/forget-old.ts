import { guessRepository } from '../db/guess-repository.ts'
import { revocationRepository } from '../db/revocation-repository.ts'
import { sessionRepository } from '../db/session-repository.ts'
import { guessWindow } from '../domain/guess-limit.ts'
import type { Command } from '../world.ts'

/** Rows of a kind forgotten in one transaction. */
const step = 500
/** Milliseconds that revocations are kept: longer than any token lives and any service remembers. */
const keepRevocations = 20 * 60_000

/** Forgets some guesses, revocations and sessions that no longer matter; answers whether there may be more. */
export const forgetOld: Command<Record<string, never>, boolean> = async ({ db, now }) => {
  const forgotten = [
    await guessRepository(db).forgetOld(now - guessWindow, step),
    await revocationRepository(db).forgetOld(now - keepRevocations, step),
    await sessionRepository(db).forgetOver(now, step),
  ]
  return forgotten.includes(step)
}
