import { type FactList, type PageOf, pageRequest } from '@popug/service-kit'
import { factRepository } from '../db/fact-repository.ts'
import type { PeriodRow, Tables } from '../db/tables.ts'
import type { AnalyticsWorld } from '../world.ts'

/** One figure of each day, those where it is zero left out. */
const figure =
  (of: (row: PeriodRow) => number): FactList<AnalyticsWorld> =>
  async ({ db }, asked) => {
    const { items, next }: PageOf<PeriodRow> = await factRepository(db).days(pageRequest(asked, 1))
    const named = items.map((row) => ({ id: row.start, value: of(row) }))
    return {
      items: named.filter(({ value }) => value !== 0).map(({ id, value }) => ({ id, value: String(value) })),
      next,
    }
  }

/** Every row of a table. */
const rowsOf =
  (table: keyof Tables): FactList<AnalyticsWorld> =>
  ({ db }, asked) => {
    const facts = factRepository(db)
    return facts.rows(table, pageRequest(asked, facts.parts(table)))
  }

/** What Analytics tells, to be compared with the ledger and with what a rebuild would make. */
export const facts: Readonly<Record<string, FactList<AnalyticsWorld>>> = {
  profits: figure(({ feesMinor, rewardsMinor }) => feesMinor - rewardsMinor),
  losers: figure(({ losers }) => losers),
  periods: rowsOf('periodStatistics'),
  performers: rowsOf('periodPerformers'),
  'top-tasks': rowsOf('topTasks'),
  'ranked-tasks': rowsOf('rankedTasks'),
  'task-times': rowsOf('taskTimes'),
}
