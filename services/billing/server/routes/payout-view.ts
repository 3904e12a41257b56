import type { PayoutStep, Payout as PayoutView } from '@popug/contracts/billing.ts'
import { moment, momentOrNull } from '@popug/contracts/days.ts'
import type { PayoutReceipt } from '@popug/contracts/payouts.ts'
import type { getPaidPayout } from '../queries/get-payout-receipt.ts'
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
    mayBePaid: payout.unanswered === 1,
    registerId,
    issuedAt: moment(payout.issuedAt),
    paidAt: momentOrNull(payout.paidAt),
  }
}

/** A receipt as the wire carries it. */
export const receiptView = (payout: Awaited<ReturnType<typeof getPaidPayout>>): PayoutReceipt => {
  const { id, userId, day, amountMinor, currency, cardLast4, providerReference, issuedAt, paidAt } = payout
  return {
    payoutId: id,
    userId,
    day,
    amountMinor,
    currency,
    cardLast4,
    reference: providerReference,
    issuedAt: moment(issuedAt),
    paidAt: moment(paidAt),
  }
}

/** A step of a payout's way as the wire carries it. */
export const stepView = (step: ItemOf<typeof listPayoutSteps>): PayoutStep => {
  const { at, status, attempt, failure, reason, note, actorId } = step
  return { at: moment(at), status, attempt, failure, reason, note, actorId }
}
