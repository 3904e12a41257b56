import { type Day, isDay } from '@popug/contracts/days.ts'
import { invalid } from '@popug/contracts/refusals.ts'
import { ledgerRepository } from '../db/ledger-repository.ts'
import type { Context } from '../world.ts'
import { type DayWithLosers, listDays } from './list-days.ts'

/** The company on one day; zeros for a day without postings. Refuses with `invalid` what is no day of the calendar. */
export const getDay = async (ctx: Context, day: Day): Promise<DayWithLosers> => {
  if (!isDay(day)) throw invalid('/params/day', 'no_day', 'is no day of the calendar')
  const { items } = await listDays(ctx, { from: day, to: day, page: { after: null, limit: 1 } })
  const [row] = items
  if (row) return row
  // A day without postings, closed together with a later one, has no row of its own.
  const { lastClosedDay, closingDay } = await ledgerRepository(ctx.db).get()
  const passed = lastClosedDay !== null && day < lastClosedDay
  return {
    day,
    feesMinor: 0,
    rewardsMinor: 0,
    payouts: 0,
    paidOutMinor: 0,
    firstNumber: null,
    lastNumber: null,
    status: !passed ? 'open' : closingDay === null ? 'closed' : 'closing',
    payoutMinMinor: passed ? 1 : ctx.settings.PAYOUT_MIN_MINOR,
    carried: 0,
    carriedMinor: 0,
    losers: 0,
    closedAt: null,
    closedBy: null,
  }
}
