import type { Attempt } from '../bank/teller.ts'
import { cardRepository } from '../db/card-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { awaitCard, send } from '../domain/payout.ts'
import type { Command } from '../world.ts'

/** An attempt that this transaction has claimed, and its number. */
export interface Claim extends Attempt {
  readonly attempt: number
}

/** How much longer than the bank's time a claim holds: for the bookkeeping after its answer. */
const bookkeepingTime = 5_000

/**
 * Claims at most `limit` payouts to ask the bank about: those that are due, and those whose asker has died. Until the
 * claim ends nobody else asks about them. One whose owner has no card leaves the queue, unless it may have been paid.
 */
export const sendPayouts: Command<{ at: number; limit: number }, Claim[]> = async (ctx, { at, limit }) => {
  const payouts = payoutRepository(ctx.db)
  const steps = payoutStepRepository(ctx.db)
  const due = await payouts.dueForUpdate(at, limit)
  if (due.length === 0) return []
  const cards = await cardRepository(ctx.db).findMany(due.map(({ userId }) => userId))
  const claimedUntil = at + ctx.settings.PROVIDER_TIMEOUT_MS + bookkeepingTime

  const waiting = due.filter(({ userId, unanswered }) => unanswered === 0 && !cards.has(userId)).map(awaitCard)
  const sent = due
    .filter(({ userId, unanswered }) => unanswered === 1 || cards.has(userId))
    .map((payout) => send(payout, cards.get(payout.userId)?.last4 ?? null, at, claimedUntil))
  await payouts.saveMany([...waiting, ...sent])
  await steps.add([...waiting, ...sent], at)
  return sent.map(({ id, userId, amountMinor, currency, attempts }) => ({
    payoutId: id,
    amountMinor,
    currency,
    attempt: attempts,
    card: cards.get(userId) ?? null,
  }))
}
