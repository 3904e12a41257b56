import { accountRoutes, type DayTotals } from '@popug/contracts/accounts.ts'
import { momentOrNull } from '@popug/contracts/days.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { closeDay } from '../commands/close-day.ts'
import { getDay } from '../queries/get-day.ts'
import { getDayPayouts } from '../queries/get-day-payouts.ts'
import { type DayWithLosers, listDays } from '../queries/list-days.ts'
import { door } from '../world.ts'

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

export const dayDoors = [
  door(accountRoutes.listDays, async (call) => {
    const { from, to } = call.query
    return mapPage(await listDays(call, { from, to, page: pageRequest(call.query, 1) }), view)
  }),

  door(accountRoutes.getDay, async (call) => view(await getDay(call, call.params.day))),

  door(accountRoutes.getDayPayouts, async (call) => getDayPayouts(call, call.params.day)),

  door(accountRoutes.closeDay, async (call) => {
    await closeDay(call, call.params.day)
    return view(await getDay(call, call.params.day))
  }),
]
