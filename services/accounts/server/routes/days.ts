import { accountRoutes, type DayTotals } from '@popug/contracts/accounts.ts'
import { type Day, momentOrNull } from '@popug/contracts/days.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import { Csv, mapPage, pageRequest } from '@popug/service-kit'
import { closeDay } from '../commands/close-day.ts'
import { getDay } from '../queries/get-day.ts'
import { getDayPayouts } from '../queries/get-day-payouts.ts'
import { type DayWithLosers, listDays } from '../queries/list-days.ts'
import { type Context, door } from '../world.ts'
import { everyPage } from './every-page.ts'

const view = (row: DayWithLosers): DayTotals => ({
  day: row.day,
  feesMinor: row.feesMinor,
  rewardsMinor: row.rewardsMinor,
  profitMinor: row.feesMinor - row.rewardsMinor,
  losers: row.losers,
  payouts: row.payouts,
  paidOutMinor: row.paidOutMinor,
  payoutMinMinor: row.payoutMinMinor,
  carried: row.carried,
  carriedMinor: row.carriedMinor,
  status: row.status,
  closedAt: momentOrNull(row.closedAt),
})

const headings = [
  'day',
  'status',
  'fees',
  'rewards',
  'profit',
  'losers',
  'payouts',
  'paid_out',
  'carried',
  'carried_amount',
  'currency',
]

async function* lines(ctx: Context, range: { from?: Day | undefined; to?: Day | undefined }) {
  yield headings
  const { CURRENCY: currency } = ctx.settings
  const amount = (minor: number): string => minorToDecimal(minor, currency)
  for await (const row of everyPage((page) => listDays(ctx, { ...range, page }))) {
    const { day, status, feesMinor, rewardsMinor, profitMinor, losers, payouts, paidOutMinor, carried, carriedMinor } =
      view(row)
    const work = [amount(feesMinor), amount(rewardsMinor), amount(profitMinor), losers]
    yield [day, status, ...work, payouts, amount(paidOutMinor), carried, amount(carriedMinor), currency]
  }
}

export const dayDoors = [
  door(accountRoutes.listDays, async (call) => {
    const { from, to } = call.query
    if (call.caller.wantsCsv) return new Csv('days.csv', lines(call, { from, to }))
    return mapPage(await listDays(call, { from, to, page: pageRequest(call.query, 1) }), view)
  }),

  door(accountRoutes.getDay, async (call) => view(await getDay(call, call.params.day))),

  door(accountRoutes.getDayPayouts, async (call) => getDayPayouts(call, call.params.day)),

  door(accountRoutes.closeDay, async (call) => {
    await closeDay(call, call.params.day)
    return view(await getDay(call, call.params.day))
  }),
]
