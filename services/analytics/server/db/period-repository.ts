import type { Period } from '@popug/contracts/analytics.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { MoneyFigures } from '../domain/ledger-sums.ts'
import { startOf } from '../domain/period.ts'
import type { WorkFigures } from '../domain/work-sums.ts'
import type { Range } from './range.ts'
import type { PeriodRow, Tables } from './tables.ts'

type Key = Pick<PeriodRow, 'period' | 'start'>
export type MoneyOfPeriod = Key & MoneyFigures & Pick<PeriodRow, 'losers'>
export type WorkOfPeriod = Key & WorkFigures

/** A day with its top task, if a task was closed on it. */
export type DayWithTopTask = PeriodRow & { readonly taskId: string | null; readonly rewardMinor: number | null }

/** Statistics of days, weeks and months. */
export const periodRepository = (db: Db<Tables>) => {
  const within = (period: Period, { from, to }: Range, { after, limit }: PageRequest) => {
    let query = db.query.selectFrom('periodStatistics').where('periodStatistics.period', '=', period)
    // A period touches the range if it begins before the range ends, and not before the one that the range begins in.
    if (from !== undefined) query = query.where('periodStatistics.start', '>=', startOf(period, from))
    if (to !== undefined) query = query.where('periodStatistics.start', '<=', to)
    if (after) query = query.where(afterKey(['periodStatistics.start'], after, 'desc'))
    return query.orderBy('periodStatistics.start', 'desc').limit(limit + 1)
  }
  return {
    /** Adds to the figures of periods, beginning those that are new. */
    add: (rows: readonly MoneyOfPeriod[] | readonly WorkOfPeriod[]) =>
      db.addMany(
        'periodStatistics',
        ['period', 'start'],
        rows.map((row) => ({ ...row })),
      ),

    /** Periods that touch the range, newest first. */
    list: async (period: Period, range: Range, page: PageRequest): Promise<PageOf<PeriodRow>> => {
      const rows = await within(period, range, page).selectAll('periodStatistics').execute()
      return pageFrom(rows, page.limit, ({ start }) => [start])
    },

    listDays: async (range: Range, page: PageRequest): Promise<PageOf<DayWithTopTask>> => {
      const rows = await within('day', range, page)
        .leftJoin('topTasks', (join) =>
          join
            .onRef('topTasks.start', '=', 'periodStatistics.start')
            .onRef('topTasks.period', '=', 'periodStatistics.period'),
        )
        .selectAll('periodStatistics')
        .select(['topTasks.taskId', 'topTasks.rewardMinor'])
        .execute()
      return pageFrom(rows, page.limit, ({ start }) => [start])
    },

    clear: async (): Promise<void> => {
      await db.query.deleteFrom('periodStatistics').execute()
    },
  }
}
