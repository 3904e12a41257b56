import { performerRepository } from '../db/performer-repository.ts'
import { periodRepository } from '../db/period-repository.ts'
import { taskTimesRepository } from '../db/task-times-repository.ts'
import { businessDays } from '../domain/business-days.ts'
import { afterMoment, type TaskMoment, type TaskTimes, unknownTask } from '../domain/task-times.ts'
import { sumWork } from '../domain/work-sums.ts'
import type { Command } from '../world.ts'

/** Adds assigned and closed tasks, and the time from one to the other, to their days, weeks and months. */
export const addPeriodWork: Command<readonly TaskMoment[], void> = async (ctx, moments) => {
  const times = taskTimesRepository(ctx.db)
  const taskIds = [...new Set(moments.map(({ taskId }) => taskId))].sort()
  const known = await times.findForUpdate(taskIds)
  const now = new Map<string, TaskTimes>()
  for (const moment of moments) {
    const { taskId } = moment
    now.set(taskId, afterMoment(now.get(taskId) ?? known.get(taskId) ?? unknownTask(taskId), moment))
  }
  const changes = taskIds.map((taskId) => {
    const before = known.get(taskId) ?? unknownTask(taskId)
    return { before, after: now.get(taskId) ?? before }
  })
  const sums = sumWork(moments, changes, businessDays(ctx.settings.BUSINESS_TIME_ZONE))
  await times.save(changes.map(({ after }) => after))
  await performerRepository(ctx.db).add(
    sums.flatMap(({ period, start, sum }) =>
      [...sum.performers]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([userId, figures]) => ({ period, start, userId, ...figures })),
    ),
  )
  await periodRepository(ctx.db).add(sums.map(({ period, start, sum }) => ({ period, start, ...sum.work })))
}
