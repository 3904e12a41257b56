import type { Period } from '@popug/contracts/analytics.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { Range } from './range.ts'
import type { Tables, TopTaskRow } from './tables.ts'

const startsAtOnce = 500

/** The tasks with the highest rewards. */
export const topTaskRepository = (db: Db<Tables>) => ({
  /** The top tasks of periods that start on these days. */
  findForUpdate: async (period: Period, starts: readonly string[]): Promise<TopTaskRow[]> => {
    const found: TopTaskRow[] = []
    for (let from = 0; from < starts.length; from += startsAtOnce) {
      const query = db.query
        .selectFrom('topTasks')
        .selectAll()
        .where('period', '=', period)
        .where('start', 'in', starts.slice(from, from + startsAtOnce))
      found.push(...(await db.dialect.forUpdate(query).execute()))
    }
    return found
  },

  save: (rows: readonly TopTaskRow[]) =>
    db.upsertMany(
      'topTasks',
      ['period', 'start'],
      rows.map((row) => ({ ...row })),
    ),

  /** Top tasks of periods that touch the range, newest first. */
  list: async (period: Period, { from, to }: Range, { after, limit }: PageRequest): Promise<PageOf<TopTaskRow>> => {
    let query = db.query.selectFrom('topTasks').selectAll().where('period', '=', period)
    if (from !== undefined) query = query.where('finish', '>=', from)
    if (to !== undefined) query = query.where('start', '<=', to)
    if (after) query = query.where(afterKey(['start'], after, 'desc'))
    const rows = await query
      .orderBy('start', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, (row) => [row.start])
  },

  clear: async (): Promise<void> => {
    await db.query.deleteFrom('topTasks').execute()
  },
})
