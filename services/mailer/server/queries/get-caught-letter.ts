import { Refusal } from '@popug/contracts/refusals.ts'
import { type CaughtLetterRow, caughtLetterRepository } from '../db/caught-letter-repository.ts'
import type { Query } from '../world.ts'

/** One received letter with its source; refuses with `not_found`. */
export const getCaughtLetter: Query<{ id: string }, CaughtLetterRow> = async (ctx, { id }) => {
  const letter = await caughtLetterRepository(ctx.db).find(id)
  if (!letter) throw new Refusal('not_found')
  return letter
}
