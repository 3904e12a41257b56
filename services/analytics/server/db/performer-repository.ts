import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { WorkFigures } from '../domain/work-sums.ts'
import type { PerformerRow, Tables } from './tables.ts'

const idsAtOnce = 500

type Key = Pick<PerformerRow, 'period' | 'start' | 'userId'>
export type MoneyOfPerformer = Key & Pick<PerformerRow, 'feesMinor' | 'rewardsMinor' | 'earnedMinor'>
export type WorkOfPerformer = Key & WorkFigures

/** By what performers stand in a list; `userId` does not move while a long list is read. */
export type PerformerOrder = 'earnedMinor' | 'userId'

/** What performers did by day, week and month. */
export const performerRepository = (db: Db<Tables>) => ({
  /** What these performers have earned in a period so far; those who are not there have nothing yet. */
  earnedForUpdate: async (
    { period, start }: Pick<Key, 'period' | 'start'>,
    userIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>> => {
    const earned = new Map<string, number>()
    for (let from = 0; from < userIds.length; from += idsAtOnce) {
      const rows = await db.dialect
        .forUpdate(
          db.query
            .selectFrom('periodPerformers')
            .select(['userId', 'earnedMinor'])
            .where('period', '=', period)
            .where('start', '=', start)
            .where('userId', 'in', userIds.slice(from, from + idsAtOnce)),
        )
        .execute()
      for (const row of rows) earned.set(row.userId, row.earnedMinor)
    }
    return earned
  },

  /** Adds to the figures of performers, beginning those that are new. */
  add: (rows: readonly MoneyOfPerformer[] | readonly WorkOfPerformer[]) =>
    db.addMany(
      'periodPerformers',
      ['period', 'start', 'userId'],
      rows.map((row) => ({ ...row })),
    ),

  /** The performers of one period, the highest first. */
  list: async (
    { period, start }: Pick<Key, 'period' | 'start'>,
    order: PerformerOrder,
    { after, limit }: PageRequest,
  ): Promise<PageOf<PerformerRow>> => {
    const columns: readonly PerformerOrder[] = order === 'userId' ? ['userId'] : [order, 'userId']
    let query = db.query
      .selectFrom('periodPerformers')
      .selectAll()
      .where('period', '=', period)
      .where('start', '=', start)
    if (after) query = query.where(afterKey(columns, after, 'desc'))
    for (const column of columns) query = query.orderBy(column, 'desc')
    const rows = await query.limit(limit + 1).execute()
    return pageFrom(rows, limit, (row) => columns.map((column) => row[column]))
  },

  clear: async (): Promise<void> => {
    await db.query.deleteFrom('periodPerformers').execute()
  },
})
