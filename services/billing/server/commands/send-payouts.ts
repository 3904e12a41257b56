import { dayOf } from '@popug/contracts/days.ts'
import type { Attempt } from '../bank/teller.ts'
import { cardRepository } from '../db/card-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { sendingDayRepository } from '../db/sending-day-repository.ts'
import type { CardRow } from '../db/tables.ts'
import { awaitCard, type Payout, send } from '../domain/payout.ts'
import type { Command } from '../world.ts'
import { keepDayLimit } from './keep-day-limit.ts'

/** An attempt that this transaction has claimed, and its number. */
export interface Claim extends Attempt {
  readonly attempt: number
  /** Whether the money might have gone before this attempt already. */
  readonly unansweredBefore: Payout['unanswered']
}

/** What the one who asks is told of a payout as it stood before the claim. */
const claimOf = (payout: Payout, card: CardRow | null): Claim => {
  const { id, amountMinor, currency, attempts, unanswered, askedSince, sentAt, refusals, providerReference, bank } =
    payout
  return {
    payoutId: id,
    amountMinor,
    currency,
    attempt: attempts + 1,
    unansweredBefore: unanswered,
    refusals,
    askedSince,
    askedAt: sentAt,
    reference: providerReference,
    bank,
    isSameCard: askedSince === null || (card !== null && card.changedAt <= askedSince),
    card,
  }
}

interface Steps {
  readonly at: number
  readonly waiting: readonly Payout[]
  /** Those that are sent, as they stood before, and as they are now. */
  readonly before: readonly Payout[]
  readonly sent: readonly Payout[]
}

/** Writes down what came of those that were due; a look at what the bank has taken over is no step of its way. */
const writeSteps: Command<Steps, void> = async (ctx, { at, waiting, before, sent }) => {
  const steps = payoutStepRepository(ctx.db)
  const going = sent.filter((_, index) => before[index]?.failure !== 'pending')
  const lost = new Set(before.filter(({ status }) => status === 'sent').map(({ id }) => id))
  await steps.add(waiting, at, { reason: 'no_card' })
  await steps.add(
    going.filter(({ id }) => !lost.has(id)),
    at,
  )
  await steps.add(
    going.filter(({ id }) => lost.has(id)),
    at,
    { reason: 'asker_lost' },
  )
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
  const due = await payouts.dueForUpdate(at, limit)
  if (due.length === 0) return []
  const cards = await cardRepository(ctx.db).findMany(due.map(({ userId }) => userId))
  const today = dayOf(at, ctx.settings.BUSINESS_TIME_ZONE)
  const claimedUntil = at + ctx.settings.PROVIDER_TIMEOUT_MS + bookkeepingTime

  const canGo = ({ userId, unanswered }: Payout): boolean => unanswered === 1 || cards.has(userId)
  const waiting = due.filter((payout) => !canGo(payout)).map(awaitCard)
  const fitting = await keepDayLimit(ctx, { at, today, due: due.filter(canGo) })
  const bank = ctx.tools.teller.bank.name
  const sent = fitting.map((payout) =>
    send(payout, { cardLast4: cards.get(payout.userId)?.last4 ?? null, bank, now: at, today, claimedUntil }),
  )
  await payouts.saveMany([...waiting, ...sent])
  await sendingDayRepository(ctx.db).recount(fitting, sent)
  await writeSteps(ctx, { at, waiting, before: fitting, sent })
  return fitting.map((payout) => claimOf(payout, cards.get(payout.userId) ?? null))
}
