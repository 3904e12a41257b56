import { moment } from '@popug/contracts/days.ts'
import { payoutPaid } from '@popug/contracts/events.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { sendingDayRepository } from '../db/sending-day-repository.ts'
import type { BankAnswer } from '../domain/bank-answer.ts'
import { type Payout, pauseAfter, settle } from '../domain/payout.ts'
import type { Command, Context } from '../world.ts'
import type { Claim } from './send-payouts.ts'

/** What came of a claimed attempt. */
export interface Answered {
  readonly claim: Claim
  readonly answer: BankAnswer
}

/** Says that a payout was paid, in the words of the contract. */
export const sayPaid = (ctx: Context, { id, userId, day, amountMinor, currency, cardLast4, paidAt }: Payout): void =>
  ctx.emit(payoutPaid, {
    payoutId: id,
    userId,
    day,
    amountMinor,
    currency,
    cardLast4: cardLast4 ?? '',
    paidAt: moment(paidAt ?? ctx.now),
  })

/**
 * Whether an answer still counts. A charge does, whoever hears of it; anything else only for the attempt that is under
 * way, for another asker may have heard better since.
 */
const counts = (payout: Payout, { claim, answer }: Answered): boolean =>
  answer.outcome === 'paid'
    ? payout.status !== 'paid' && payout.status !== 'returned'
    : payout.status === 'sent' && payout.attempts === claim.attempt

/** Writes down what the bank answered, and says what was paid. */
export const settlePayouts: Command<{ at: number; answered: readonly Answered[] }, void> = async (
  ctx,
  { at, answered },
) => {
  if (answered.length === 0) return
  const payouts = payoutRepository(ctx.db)
  const found = await payouts.findManyForUpdate([...new Set(answered.map(({ claim }) => claim.payoutId))])
  const byId = new Map(found.map((payout) => [payout.id, payout]))
  const settled: Payout[] = []
  const changed = new Set<string>()
  /** All but those of which the bank only said once more that it is at it. */
  const stepped: Payout[] = []
  for (const one of answered) {
    const payout = byId.get(one.claim.payoutId)
    if (!payout) continue
    if (counts(payout, one)) {
      const pause = pauseAfter(payout.attempts, ctx.tools.chance())
      const after = settle(payout, { answer: one.answer, at, pause, before: one.claim.unansweredBefore })
      byId.set(after.id, after)
      settled.push(after)
      changed.add(after.id)
      if (payout.failure !== 'pending' || after.failure !== 'pending' || after.status !== 'sent') stepped.push(after)
      if (after.status === 'paid') sayPaid(ctx, after)
    } else if (one.answer.outcome === 'paid' && payout.status === 'returned') {
      ctx.log.error({ payout: payout.id }, 'the bank has paid a payout that was returned to the balance')
    }
  }
  await payouts.saveMany(settled)
  await sendingDayRepository(ctx.db).recount(
    found.filter(({ id }) => changed.has(id)),
    found.flatMap(({ id }) => (changed.has(id) ? [byId.get(id) as Payout] : [])),
  )
  await payoutStepRepository(ctx.db).add(stepped, at)
}
