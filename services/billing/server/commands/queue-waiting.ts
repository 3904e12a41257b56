import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { type Payout, queue } from '../domain/payout.ts'
import type { Command } from '../world.ts'

/** Queues payouts whose owner has a card now. The rows are locked already. */
export const queueWaiting: Command<readonly Payout[], number> = async (ctx, waiting) => {
  if (waiting.length === 0) return 0
  const queued = waiting.map((payout) => queue(payout, ctx.now))
  await payoutRepository(ctx.db).saveMany(queued)
  await payoutStepRepository(ctx.db).add(queued, ctx.now)
  ctx.wake('pay-payouts')
  return queued.length
}
