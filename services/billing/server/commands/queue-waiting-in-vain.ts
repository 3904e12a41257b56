import { payoutRepository } from '../db/payout-repository.ts'
import type { Command } from '../world.ts'
import { queueWaiting } from './queue-waiting.ts'

/**
 * Queues payouts that wait for a card although their owner has one, at most 500; answers how many. That happens where a
 * payout and the card came at the same moment, in two transactions that did not see each other.
 */
export const queueWaitingInVain: Command<undefined, number> = async (ctx) =>
  queueWaiting(ctx, { waiting: await payoutRepository(ctx.db).waitingInVainForUpdate() })
