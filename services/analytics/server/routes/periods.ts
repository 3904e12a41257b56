import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import { invalid } from '@popug/contracts/refusals.ts'
import { Csv, mapPage, pageRequest } from '@popug/service-kit'
import { performerTold, periodTold } from '../domain/figures.ts'
import { periodOf } from '../domain/period.ts'
import { listPerformers } from '../queries/list-performers.ts'
import { listPeriods } from '../queries/list-periods.ts'
import { door } from '../world.ts'
import { askedRange } from './asked-range.ts'
import { performerLines, periodLines } from './figures-csv.ts'

/** Days whose week and month have a first and a last day of four-digit years. */
const firstDay = '0001-01-01'
const lastDay = '9999-11-30'

/** The doors of days, weeks and months, and of what performers did in them. */
export const periodDoors = [
  door(analyticsRoutes.listPeriodStatistics, async (call) => {
    const { period, ...asked } = call.query
    const range = askedRange(asked)
    const { CURRENCY: currency } = call.settings
    const read = async (paging: { after?: string | undefined; limit?: number | undefined }) =>
      mapPage(await listPeriods(call, { period, range, page: pageRequest(paging, 1) }), periodTold)
    if (call.caller.wantsCsv) return new Csv(`${period}s.csv`, periodLines(currency, read))
    return { ...(await read(asked)), currency }
  }),

  door(analyticsRoutes.listPerformerStatistics, async (call) => {
    const { period, day, ...asked } = call.query
    if (day < firstDay || day > lastDay)
      throw invalid('/query/day', 'day_outside', `must be from ${firstDay} to ${lastDay}`, {
        from: firstDay,
        to: lastDay,
      })
    const { start, finish } = periodOf(period, day)
    const { CURRENCY: currency } = call.settings
    if (call.caller.wantsCsv)
      return new Csv(
        `performers-${start}-${finish}.csv`,
        // By person: who earns meanwhile moves in the other order, and would be missed or told twice.
        performerLines(currency, async (paging) => {
          const page = pageRequest(paging, 1)
          return mapPage(await listPerformers(call, { period, start, order: 'userId', page }), performerTold)
        }),
      )
    const page = pageRequest(asked, 2)
    const found = await listPerformers(call, { period, start, order: 'earnedMinor', page })
    return { ...mapPage(found, performerTold), from: start, to: finish, currency }
  }),
]
