import { analyticsRoutes, mostRankedTasks, type PeriodTopTask } from '@popug/contracts/analytics.ts'
import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { Csv, mapPage, pageRequest } from '@popug/service-kit'
import { rebuildStatistics } from '../commands/rebuild-statistics.ts'
import { listDays } from '../queries/list-days.ts'
import { listRankedTasks } from '../queries/list-ranked-tasks.ts'
import { listTopTasks } from '../queries/list-top-tasks.ts'
import { door } from '../world.ts'
import { askedRange } from './asked-range.ts'
import { topTaskLines } from './figures-csv.ts'

interface PeriodTop {
  readonly start: Day
  readonly finish: Day
  readonly taskId: Id
  readonly rewardMinor: number
}

const topTaskTold = ({ start, finish, taskId, rewardMinor }: PeriodTop): PeriodTopTask => ({
  from: start,
  to: finish,
  taskId,
  rewardMinor,
})

/** The doors of statistics. */
export const statisticsDoors = [
  door(analyticsRoutes.listDayStatistics, async (call) => {
    const page = await listDays(call, { range: askedRange(call.query), page: pageRequest(call.query, 1) })
    const { items, next } = mapPage(page, ({ taskId, rewardMinor, ...row }) => ({
      day: row.start,
      profitMinor: row.feesMinor - row.rewardsMinor,
      losers: row.losers,
      tasksAssigned: row.tasksAssigned,
      tasksClosed: row.tasksClosed,
      topTask: taskId === null || rewardMinor === null ? null : { taskId, rewardMinor },
    }))
    return { items, next, currency: call.settings.CURRENCY }
  }),

  door(analyticsRoutes.listTopTasks, async (call) => {
    const { period, ...asked } = call.query
    const range = askedRange(asked)
    const { CURRENCY: currency } = call.settings
    const read = async (paging: { after?: string | undefined; limit?: number | undefined }) =>
      mapPage(await listTopTasks(call, { period, range, page: pageRequest(paging, 1) }), topTaskTold)
    if (call.caller.wantsCsv) return new Csv(`top-tasks-by-${period}.csv`, topTaskLines(currency, read))
    return { ...(await read(asked)), currency }
  }),

  door(analyticsRoutes.listRankedTasks, async (call) => {
    const { limit = mostRankedTasks, ...asked } = call.query
    const tasks = await listRankedTasks(call, { range: askedRange(asked), limit })
    const items = tasks.map(({ day, taskId, rewardMinor }) => ({ day, taskId, rewardMinor }))
    return { items, currency: call.settings.CURRENCY }
  }),

  door(analyticsRoutes.rebuild, ({ transaction }) => transaction((ctx) => rebuildStatistics(ctx, undefined))),
]
