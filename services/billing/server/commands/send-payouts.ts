import { dayOf } from '@popug/contracts/days.ts'
import type { Attempt } from '../bank/teller.ts'
import { cardRepository } from '../db/card-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { sendingDayRepository } from '../db/sending-day-repository.ts'
import { awaitCard, send } from '../domain/payout.ts'
import type { Command } from '../world.ts'
import { keepDayLimit } from './keep-day-limit.ts'

/** An attempt that this transaction has claimed, and its number. */
export interface Claim extends Attempt {
  readonly attempt: number
}

/** How much longer than the bank's time a claim holds: for the bookkeeping after its answer. */
const bookkeepingTime = 5_000

/**
 * Claims at most `limit` payouts to ask the bank about: those that are due, and those whose asker has died. Until the
 * claim ends nobody else asks about them. One whose owner has no card leaves the queue, unless it may have been paid;
 * one for which the limit of the day leaves no room waits for tomorrow.
 */
export const sendPayouts: Command<{ at: number; limit: number }, Claim[]> = async (ctx, { at, limit }) => {
  const payouts = payoutRepository(ctx.db)
  const steps = payoutStepRepository(ctx.db)
  const due = await payouts.dueForUpdate(at, limit)
  if (due.length === 0) return []
  const cards = await cardRepository(ctx.db).findMany(due.map(({ userId }) => userId))
  const today = dayOf(at, ctx.settings.BUSINESS_TIME_ZONE)
  const claimedUntil = at + ctx.settings.PROVIDER_TIMEOUT_MS + bookkeepingTime

  const waiting = due.filter(({ userId, unanswered }) => unanswered === 0 && !cards.has(userId)).map(awaitCard)
  const payable = due.filter(({ userId, unanswered }) => unanswered === 1 || cards.has(userId))
  const fitting = await keepDayLimit(ctx, { at, today, due: payable })
  const sent = fitting.map((payout) =>
    send(payout, { cardLast4: cards.get(payout.userId)?.last4 ?? null, now: at, today, claimedUntil }),
  )
  await payouts.saveMany([...waiting, ...sent])
  await sendingDayRepository(ctx.db).recount(fitting, sent)
  const wasLost = new Set(due.filter(({ status }) => status === 'sent').map(({ id }) => id))
  await steps.add(waiting, at, { reason: 'no_card' })
  await steps.add(
    sent.filter(({ id }) => !wasLost.has(id)),
    at,
  )
  await steps.add(
    sent.filter(({ id }) => wasLost.has(id)),
    at,
    { reason: 'asker_lost' },
  )
  return sent.map(({ id, userId, amountMinor, currency, attempts }) => ({
    payoutId: id,
    amountMinor,
    currency,
    attempt: attempts,
    card: cards.get(userId) ?? null,
  }))
}
