import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import type { Day } from '@popug/contracts/days.ts'
import { invalid } from '@popug/contracts/refusals.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { rebuildStatistics } from '../commands/rebuild-statistics.ts'
import { listDays } from '../queries/list-days.ts'
import { listTopTasks } from '../queries/list-top-tasks.ts'
import { door } from '../world.ts'

interface Asked {
  readonly from?: Day
  readonly to?: Day
}

const rangeOf = ({ from, to }: Asked): Asked => {
  if (from !== undefined && to !== undefined && from > to) throw invalid('/query/from', 'must not be after `to`')
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/** The doors of statistics. */
export const statisticsDoors = [
  door(analyticsRoutes.listDayStatistics, async (call) => {
    const page = await listDays(call, { range: rangeOf(call.query), page: pageRequest(call.query, 1) })
    const { items, next } = mapPage(page, ({ taskId, rewardMinor, ...day }) => ({
      ...day,
      topTask: taskId === null || rewardMinor === null ? null : { taskId, rewardMinor },
    }))
    return { items, next, currency: call.settings.CURRENCY }
  }),

  door(analyticsRoutes.listTopTasks, async (call) => {
    const { period, ...asked } = call.query
    const page = await listTopTasks(call, { period, range: rangeOf(asked), page: pageRequest(asked, 1) })
    const { items, next } = mapPage(page, ({ start, finish, taskId, rewardMinor }) => ({
      from: start,
      to: finish,
      taskId,
      rewardMinor,
    }))
    return { items, next, currency: call.settings.CURRENCY }
  }),

  door(analyticsRoutes.rebuild, ({ transaction }) => transaction((ctx) => rebuildStatistics(ctx, undefined))),
]
