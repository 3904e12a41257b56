import type { Day } from '@popug/contracts/days.ts'
import { mapPage, type PageRequest } from '@popug/service-kit'
import { accountDayRepository } from '../db/account-day-repository.ts'
import { dayRepository } from '../db/day-repository.ts'
import type { DayRow } from '../db/tables.ts'
import type { Context } from '../world.ts'

interface Asked {
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly page: PageRequest
}

/** The company by days, newest first. Losers of a day that can still change are counted now. */
export const listDays = async (ctx: Context, { page, ...range }: Asked) => {
  const days = await dayRepository(ctx.db).page(range, page)
  const changing = days.items.filter(({ losers }) => losers === null).map(({ day }) => day)
  const [newest, oldest] = [changing.at(0), changing.at(-1)]
  const losers =
    newest && oldest ? await accountDayRepository(ctx.db).losersBetween(oldest, newest) : new Map<Day, number>()
  // An open day would be closed by the least payout that holds now.
  const { PAYOUT_MIN_MINOR } = ctx.settings
  return mapPage(days, (row) => ({
    ...row,
    losers: row.losers ?? losers.get(row.day) ?? 0,
    payoutMinMinor: row.status === 'open' ? PAYOUT_MIN_MINOR : row.payoutMinMinor,
  }))
}

export type DayWithLosers = DayRow & { losers: number }
