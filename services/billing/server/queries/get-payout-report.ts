import { type PayoutReport, payoutStatuses } from '@popug/contracts/billing.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import type { Query } from '../world.ts'

/** The totals of a day's payouts by the state they are in now; every state is there, and they sum up to the whole. */
export const getPayoutReport: Query<{ day: string }, PayoutReport> = async (ctx, { day }) => {
  const totals = new Map((await payoutRepository(ctx.db).totalsOfDay(day)).map((total) => [total.status, total]))
  const byStatus = payoutStatuses.map((status) => totals.get(status) ?? { status, payouts: 0, amountMinor: 0 })
  const sum = (field: 'payouts' | 'amountMinor'): number => byStatus.reduce((total, one) => total + one[field], 0)
  return { day, currency: ctx.settings.CURRENCY, payouts: sum('payouts'), amountMinor: sum('amountMinor'), byStatus }
}
