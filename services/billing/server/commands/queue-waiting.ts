import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { type Payout, queue } from '../domain/payout.ts'
import type { Command } from '../world.ts'

interface Waiting {
  readonly waiting: readonly Payout[]
  /** Who named the card, where that has just happened. */
  readonly actorId?: string | null
}

/** Queues payouts whose owner has a card now. The rows are locked already. */
export const queueWaiting: Command<Waiting, number> = async (ctx, { waiting, actorId = null }) => {
  if (waiting.length === 0) return 0
  const queued = waiting.map((payout) => queue(payout, ctx.now))
  await payoutRepository(ctx.db).saveMany(queued)
  await payoutStepRepository(ctx.db).add(queued, ctx.now, { actorId, reason: 'card_named' })
  ctx.wake('pay-payouts')
  return queued.length
}
