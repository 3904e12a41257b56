import type { LetterChoices } from '@popug/contracts/mailer.ts'
import { choiceRepository } from '../db/choice-repository.ts'
import type { Command } from '../world.ts'

/** Changes which letters a person wants, as far as told; answers all of their choices. */
export const changeChoices: Command<
  { userId: string; notes?: boolean | undefined; payoutsOnly?: boolean | undefined },
  LetterChoices
> = async (ctx, { userId, notes, payoutsOnly }) => {
  const choices = choiceRepository(ctx.db)
  const row = await choices.open(userId, ctx.now)
  const chosen = { notes: notes ?? row.notes === 1, payoutsOnly: payoutsOnly ?? row.payoutsOnly === 1 }
  await choices.save({
    userId,
    notes: chosen.notes ? 1 : 0,
    payoutsOnly: chosen.payoutsOnly ? 1 : 0,
    changedAt: ctx.now,
  })
  return chosen
}
