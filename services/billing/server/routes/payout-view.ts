import type { PayoutStep, Payout as PayoutView } from '@popug/contracts/billing.ts'
import { moment, momentOrNull } from '@popug/contracts/days.ts'
import type { listPayoutSteps } from '../queries/list-payout-steps.ts'
import type { listPayouts } from '../queries/list-payouts.ts'

type ItemOf<Q extends (...parts: never[]) => Promise<{ items: unknown[] }>> = Awaited<ReturnType<Q>>['items'][number]

/** A payout as the wire carries it. */
export const payoutView = (payout: ItemOf<typeof listPayouts>): PayoutView => {
  const { id, userId, day, amountMinor, currency, status, attempts, failure, cardLast4, issuedAt, paidAt } = payout
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
    issuedAt: moment(issuedAt),
    paidAt: momentOrNull(paidAt),
  }
}

/** A step of a payout's way as the wire carries it. */
export const stepView = ({ at, status, attempt, failure, actorId }: ItemOf<typeof listPayoutSteps>): PayoutStep => ({
  at: moment(at),
  status,
  attempt,
  failure,
  actorId,
})
