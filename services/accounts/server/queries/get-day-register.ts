import type { DayRegister } from '@popug/contracts/day-registers.ts'
import type { Day } from '@popug/contracts/days.ts'
import { dayRegisterRepository } from '../db/day-register-repository.ts'
import type { Context } from '../world.ts'
import { getDay } from './get-day.ts'

/** What the closing of a day would do as things stand: the same rule, before anything is done. Refuses as `getDay` does. */
export const getDayRegister = async (ctx: Context, day: Day): Promise<DayRegister> => {
  const { payoutMinMinor } = await getDay(ctx, day)
  const { payout, carried, debt } = await dayRegisterRepository(ctx.db).sums(day, payoutMinMinor)
  return {
    day,
    currency: ctx.settings.CURRENCY,
    payoutMinMinor,
    payouts: payout.accounts,
    payoutsMinor: payout.amountMinor,
    carried: carried.accounts,
    carriedMinor: carried.amountMinor,
    debtors: debt.accounts,
    debtsMinor: debt.amountMinor,
  }
}
