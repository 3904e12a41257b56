import type { Fact } from '@popug/contracts/operations.ts'
import { type FactList, mapPage, type PageOf, pageRequest } from '@popug/service-kit'
import { factRepository } from '../db/fact-repository.ts'
import type { AnalyticsWorld } from '../world.ts'

type Days = Awaited<ReturnType<ReturnType<typeof factRepository>['days']>>

/** One figure of each day, those where it is zero left out. */
const figures = ({ items, next }: Days, figure: 'profitMinor' | 'losers'): PageOf<Fact> => ({
  items: items.flatMap((row) => (row[figure] === 0 ? [] : [{ id: row.day, value: String(row[figure]) }])),
  next,
})

/** What Analytics tells, to be compared with the ledger and with what a rebuild would make. */
export const facts: Readonly<Record<string, FactList<AnalyticsWorld>>> = {
  profits: async ({ db }, asked) => figures(await factRepository(db).days(pageRequest(asked, 1)), 'profitMinor'),
  losers: async ({ db }, asked) => figures(await factRepository(db).days(pageRequest(asked, 1)), 'losers'),
  days: async ({ db }, asked) =>
    mapPage(
      await factRepository(db).days(pageRequest(asked, 1)),
      ({ day, profitMinor, losers, tasksAssigned, tasksClosed }) => ({
        id: day,
        value: `${profitMinor} ${losers} ${tasksAssigned} ${tasksClosed}`,
      }),
    ),
  'performer-days': ({ db }, asked) => factRepository(db).performerDays(pageRequest(asked, 2)),
  'top-tasks': ({ db }, asked) => factRepository(db).topTasks(pageRequest(asked, 2)),
}
