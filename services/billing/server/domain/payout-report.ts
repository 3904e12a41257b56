import { type PayoutReport, payoutStatuses } from '@popug/contracts/billing.ts'
import { type Payout, whyUnpaid } from './payout.ts'

/** What payouts of one state, hold and failure come to. */
export interface DayTotal extends Pick<Payout, 'status' | 'hold' | 'failure'> {
  readonly payouts: number
  readonly amountMinor: number
}

type Sums = Pick<PayoutReport, 'payouts' | 'amountMinor' | 'byStatus' | 'byReason'>

/** What keeps a payout from being paid, or kept it; null where nothing does. */
const reasonOf = ({ status, hold, failure }: DayTotal): string | null => {
  if (status === 'paid') return null
  return hold ?? (status === 'waiting_for_card' ? whyUnpaid({ status, failure }) : failure)
}

/** The totals of a day by state, each of them there, and by state and reason; both add up to the whole. */
export const sumUp = (totals: readonly DayTotal[]): Sums => {
  const byStatus = payoutStatuses.map((status) => ({ status, payouts: 0, amountMinor: 0 }))
  const byReason = new Map<string, PayoutReport['byReason'][number]>()
  let [payouts, amountMinor] = [0, 0]
  for (const total of totals) {
    payouts += total.payouts
    amountMinor += total.amountMinor
    const reason = reasonOf(total)
    const line = byReason.get(`${total.status} ${reason}`) ?? {
      status: total.status,
      reason,
      payouts: 0,
      amountMinor: 0,
    }
    byReason.set(`${total.status} ${reason}`, line)
    for (const sum of [line, ...byStatus.filter(({ status }) => status === total.status)]) {
      sum.payouts += total.payouts
      sum.amountMinor += total.amountMinor
    }
  }
  const inOrder = payoutStatuses.flatMap((status) => [...byReason.values()].filter((line) => line.status === status))
  return { payouts, amountMinor, byStatus, byReason: inOrder }
}
