import type { Range } from '../db/range.ts'
import { rankedTaskRepository } from '../db/ranked-task-repository.ts'
import type { RankedReward } from '../domain/top-task.ts'
import type { Query } from '../world.ts'

/** The most expensive closed tasks of a range of days. */
export const listRankedTasks: Query<{ range: Range; limit: number }, RankedReward[]> = (ctx, { range, limit }) =>
  rankedTaskRepository(ctx.db).list(range, limit)
