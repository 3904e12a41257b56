import { invalid } from '@popug/contracts/refusals.ts'
import { cardRepository } from '../db/card-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import type { CardRow } from '../db/tables.ts'
import { cardNumberProblem, faceOf, normaliseCardNumber } from '../domain/card-number.ts'
import type { Command } from '../world.ts'
import { queueWaiting } from './queue-waiting.ts'

/** Names the card of a person, in place of the one before, and queues the payouts that waited for it. */
export const putCard: Command<{ userId: string; number: string }, CardRow> = async (ctx, { userId, number }) => {
  const digits = normaliseCardNumber(number)
  const problem = cardNumberProblem(digits)
  if (problem) throw invalid('/body/number', problem)
  const card: CardRow = { ...ctx.tools.cipher.seal(userId, digits), ...faceOf(digits), changedAt: ctx.now }
  await cardRepository(ctx.db).put(card)
  const waiting = await payoutRepository(ctx.db).ofPersonForUpdate(userId, 'waiting_for_card')
  await queueWaiting(ctx, { waiting, actorId: ctx.actor.id })
  return card
}
