import type { Db } from '@popug/service-kit'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/** Days named by one check. */
const most = 20

/** Questions over all statistics, each answering the days that are wrong. For `verify`, not for a page. */
export const statisticsChecks = (db: Db<Tables>) => ({
  async count(): Promise<number> {
    const counted = db.query.selectFrom('dayPerformers').select(({ fn }) => fn.countAll<number | string>().as('rows'))
    return Number((await counted.executeTakeFirstOrThrow()).rows)
  },

  /** Days whose profit or losers differ from what the performers of the day earned. */
  async unequalDays(): Promise<string[]> {
    const { rows } = await sql<{ day: string }>`
      select d.day from day_statistics d
      left join (select day, sum(earned_minor) as earned, sum(case when earned_minor < 0 then 1 else 0 end) as losers
                 from day_performers group by day) p on p.day = d.day
      where d.profit_minor <> -coalesce(p.earned, 0) or d.losers <> coalesce(p.losers, 0)
      union
      select day from day_performers where not exists (select 1 from day_statistics d where d.day = day_performers.day)
      limit ${most}`.execute(db.query)
    return rows.map(({ day }) => day)
  },
})
