import type { LetterChoices } from '@popug/contracts/mailer.ts'
import { choiceRepository } from '../db/choice-repository.ts'
import type { Query } from '../world.ts'

/** Which letters a person wants: those about payouts alone, unless they chose others. */
export const getChoices: Query<{ userId: string }, LetterChoices> = async ({ db }, { userId }) => {
  const row = await choiceRepository(db).find(userId)
  return { notes: row?.notes === 1, payoutsOnly: row?.payoutsOnly === 1 }
}
