import type { PayoutStep, Payout as PayoutView } from '@popug/contracts/billing.ts'
import { moment, momentOrNull } from '@popug/contracts/days.ts'
import type { listPayoutSteps } from '../queries/list-payout-steps.ts'
import type { listPayouts } from '../queries/list-payouts.ts'

type ItemOf<Q extends (...parts: never[]) => Promise<{ items: unknown[] }>> = Awaited<ReturnType<Q>>['items'][number]

/** A payout as the wire carries it. */
export const payoutView = (payout: ItemOf<typeof listPayouts>): PayoutView => {
  const { id, userId, day, amountMinor, currency, status, attempts, failure, cardLast4, hold, registerId } = payout
  return {
    id,
    userId,
    day,
    amountMinor,
    currency,
    status,
    attempts,
    failure,
    cardLast4,
    hold,
    nextAttemptAt: status === 'queued' ? momentOrNull(payout.dueAt) : null,
    registerId,
    issuedAt: moment(payout.issuedAt),
    paidAt: momentOrNull(payout.paidAt),
  }
}

/** A step of a payout's way as the wire carries it. */
export const stepView = (step: ItemOf<typeof listPayoutSteps>): PayoutStep => {
  const { at, status, attempt, failure, reason, note, actorId } = step
  return { at: moment(at), status, attempt, failure, reason, note, actorId }
}
