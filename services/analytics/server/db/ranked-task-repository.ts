import type { Db } from '@popug/service-kit'
import type { RankedReward } from '../domain/top-task.ts'
import type { Range } from './range.ts'
import type { Tables } from './tables.ts'

const daysAtOnce = 50

/** The highest rewards of each day. */
export const rankedTaskRepository = (db: Db<Tables>) => ({
  /** Those that these days have now. */
  findForUpdate: async (days: readonly string[]): Promise<RankedReward[]> => {
    const found: RankedReward[] = []
    for (let from = 0; from < days.length; from += daysAtOnce) {
      const some = days.slice(from, from + daysAtOnce)
      const query = db.query.selectFrom('rankedTasks').selectAll().where('day', 'in', some)
      found.push(...(await db.dialect.forUpdate(query).execute()))
    }
    return found
  },

  /** Lets go of what is no longer among a day's highest. */
  remove: async (day: string, taskIds: readonly string[]): Promise<void> => {
    if (taskIds.length === 0) return
    await db.query.deleteFrom('rankedTasks').where('day', '=', day).where('taskId', 'in', taskIds).execute()
  },

  save: (rows: readonly RankedReward[]) =>
    db.upsertMany(
      'rankedTasks',
      ['day', 'taskId'],
      rows.map((row) => ({ ...row })),
    ),

  /** The highest of a range, of equal ones the first posted. */
  list: ({ from, to }: Range, limit: number): Promise<RankedReward[]> => {
    let query = db.query.selectFrom('rankedTasks').selectAll()
    if (from !== undefined) query = query.where('day', '>=', from)
    if (to !== undefined) query = query.where('day', '<=', to)
    return query.orderBy('rewardMinor', 'desc').orderBy('position').limit(limit).execute()
  },

  clear: async (): Promise<void> => {
    await db.query.deleteFrom('rankedTasks').execute()
  },
})
