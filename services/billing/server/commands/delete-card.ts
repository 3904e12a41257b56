import { invalid } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { cardRepository } from '../db/card-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { awaitCard } from '../domain/payout.ts'
import type { Command } from '../world.ts'

/**
 * Forgets the card of a person who was confirmed by their password; refuses with `invalid` otherwise. Payouts that the bank was never asked about, or has refused, wait for another one; those
 * that are sent or may have been paid go on until the bank has answered.
 */
export const deleteCard: Command<{ userId: string; confirmed: boolean }, void> = async (ctx, { userId, confirmed }) => {
  const cards = cardRepository(ctx.db)
  if (!confirmed) {
    if (await cards.find(userId)) throw invalid('/body/password', 'required', 'is required to forget a card')
    return
  }
  const before = await cards.find(userId)
  await cards.delete(userId)
  if (before) {
    const { actor, now: at } = ctx
    await recordAudit(ctx.db, { at, actorId: actor.id, action: 'card.forgotten', subject: userId })
  }
  const payouts = payoutRepository(ctx.db)
  const queued = await payouts.ofPersonForUpdate(userId, 'queued')
  const waiting = queued.filter(({ unanswered }) => unanswered === 0).map(awaitCard)
  await payouts.saveMany(waiting)
  await payoutStepRepository(ctx.db).add(waiting, ctx.now, { actorId: ctx.actor.id, reason: 'card_forgotten' })
}
