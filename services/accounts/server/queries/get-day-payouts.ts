import type { DayPayouts } from '@popug/contracts/accounts.ts'
import type { Day } from '@popug/contracts/days.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import type { Context } from '../world.ts'
import { getDay } from './get-day.ts'

/** What a day's closing paid out by the ledger, and how much of it was returned; refuses `invalid` as `getDay` does. */
export const getDayPayouts = async (ctx: Context, day: Day): Promise<DayPayouts> => {
  const { payouts, paidOutMinor } = await getDay(ctx, day)
  const returned = await payoutRepository(ctx.db).returnedOf(day)
  return {
    day,
    currency: ctx.settings.CURRENCY,
    payouts,
    paidOutMinor,
    returnedPayouts: returned.payouts,
    returnedMinor: returned.amountMinor,
  }
}
