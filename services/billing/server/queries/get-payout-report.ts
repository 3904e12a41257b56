import type { PayoutReport } from '@popug/contracts/billing.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { sumUp } from '../domain/payout-report.ts'
import type { Query } from '../world.ts'

/** The totals of a day's payouts by the state they are in now, and by reason; without what the ledger tells. */
export const getPayoutReport: Query<{ day: string }, Omit<PayoutReport, 'ledger'>> = async (ctx, { day }) => {
  const totals = await payoutRepository(ctx.db).totalsOfDay(day)
  return { day, currency: ctx.settings.CURRENCY, ...sumUp(totals) }
}
