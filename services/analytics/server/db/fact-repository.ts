import type { Period } from '@popug/contracts/analytics.ts'
import type { Fact } from '@popug/contracts/operations.ts'
import { afterKey, type Db, mapPage, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { PeriodRow, Tables } from './tables.ts'

/** What each kind of fact is ordered and named by. */
const keys = {
  periodStatistics: ['period', 'start'],
  periodPerformers: ['period', 'start', 'userId'],
  topTasks: ['period', 'start'],
  rankedTasks: ['day', 'taskId'],
  taskTimes: ['taskId'],
} as const satisfies { [T in keyof Tables]: readonly (keyof Tables[T] & string)[] }

type Values = Readonly<Record<string, string | number | null>>

/** A row in the words of facts: its key, and everything else of it, by name. */
const factOf = (key: readonly string[], row: Values): Fact => ({
  id: key.map((column) => String(row[column])).join(' '),
  value: Object.keys(row)
    .filter((column) => !key.includes(column))
    .sort()
    .map((column) => `${column}=${row[column]}`)
    .join(' '),
})

/** Everything that Analytics has made of what it heard. */
export const factRepository = (db: Db<Tables>) => ({
  /** How many columns the cursor of a table has. */
  parts: (table: keyof Tables): number => keys[table].length,

  /** The rows of a table, each whole. */
  rows: async (table: keyof Tables, { after, limit }: PageRequest): Promise<PageOf<Fact>> => {
    const key: readonly string[] = keys[table]
    let query = db.query.selectFrom(table as 'taskTimes').selectAll()
    if (after) query = query.where(afterKey(key, after, 'asc'))
    for (const column of key) query = query.orderBy(column as 'taskId')
    const rows: readonly Values[] = (await query.limit(limit + 1).execute()).map((row) => ({ ...row }))
    const page = pageFrom(rows, limit, (row) => key.map((column) => row[column] ?? ''))
    return mapPage(page, (row) => factOf(key, row))
  },

  days: async ({ after, limit }: PageRequest): Promise<PageOf<PeriodRow>> => {
    const rows = await db.query
      .selectFrom('periodStatistics')
      .selectAll()
      .where('period', '=', 'day' satisfies Period)
      .where('start', '>', String(after?.[0] ?? ''))
      .orderBy('start')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, ({ start }) => [start])
  },
})
