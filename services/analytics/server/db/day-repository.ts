import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { DayRow, Tables } from './tables.ts'

/** Days from one to another, both included; without a bound where it is undefined. */
export interface Range {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** A day with its top task, if a task was closed on it. */
export interface DayWithTopTask extends DayRow {
  readonly taskId: string | null
  readonly rewardMinor: number | null
}

/** Statistics of days. */
export const dayRepository = (db: Db<Tables>) => ({
  /** Adds to the days' figures, beginning days that are new. */
  add: (days: readonly DayRow[]) =>
    db.addMany(
      'dayStatistics',
      ['day'],
      days.map((day) => ({ ...day })),
    ),

  list: async ({ from, to }: Range, { after, limit }: PageRequest): Promise<PageOf<DayWithTopTask>> => {
    let query = db.query
      .selectFrom('dayStatistics')
      .leftJoin('topTasks', (join) =>
        join.onRef('topTasks.start', '=', 'dayStatistics.day').on('topTasks.period', '=', 'day'),
      )
      .select(['day', 'profitMinor', 'losers', 'tasksAssigned', 'tasksClosed', 'taskId', 'rewardMinor'])
    if (from !== undefined) query = query.where('day', '>=', from)
    if (to !== undefined) query = query.where('day', '<=', to)
    if (after) query = query.where(afterKey(['day'], after, 'desc'))
    const rows = await query
      .orderBy('day', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, (row) => [row.day])
  },

  clear: async (): Promise<void> => {
    await db.query.deleteFrom('dayStatistics').execute()
  },
})
