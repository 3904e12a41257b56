import { analyticsRoutes, mostRankedTasks } from '@popug/contracts/analytics.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { rebuildStatistics } from '../commands/rebuild-statistics.ts'
import { listDays } from '../queries/list-days.ts'
import { listRankedTasks } from '../queries/list-ranked-tasks.ts'
import { listTopTasks } from '../queries/list-top-tasks.ts'
import { door } from '../world.ts'
import { askedRange } from './asked-range.ts'

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
    const page = await listTopTasks(call, { period, range: askedRange(asked), page: pageRequest(asked, 1) })
    const { items, next } = mapPage(page, ({ start, finish, taskId, rewardMinor }) => ({
      from: start,
      to: finish,
      taskId,
      rewardMinor,
    }))
    return { items, next, currency: call.settings.CURRENCY }
  }),

  door(analyticsRoutes.listRankedTasks, async (call) => {
    const { limit = mostRankedTasks, ...asked } = call.query
    const tasks = await listRankedTasks(call, { range: askedRange(asked), limit })
    const items = tasks.map(({ day, taskId, rewardMinor }) => ({ day, taskId, rewardMinor }))
    return { items, currency: call.settings.CURRENCY }
  }),

  door(analyticsRoutes.rebuild, ({ transaction }) => transaction((ctx) => rebuildStatistics(ctx, undefined))),
]
