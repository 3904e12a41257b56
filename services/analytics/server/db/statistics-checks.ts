import type { Db } from '@popug/service-kit'
import { sql } from 'kysely'
import type { PeriodRow, Tables } from './tables.ts'

/** Periods named by one check. */
const most = 20

/** Questions over all statistics, each answering what is wrong. For `verify`, not for a page. */
export const statisticsChecks = (db: Db<Tables>) => ({
  async count(table: keyof Tables): Promise<number> {
    const counted = db.query.selectFrom(table).select(({ fn }) => fn.countAll<number | string>().as('rows'))
    return Number((await counted.executeTakeFirstOrThrow()).rows)
  },

  /** Periods whose fees, rewards, losers or counts differ from those of their performers. */
  async unlikePerformers(): Promise<string[]> {
    const { rows } = await sql<{ period: string; start: string }>`
      select s.period, s.start from period_statistics s
      left join (select period, start, sum(fees_minor) as fees, sum(rewards_minor) as rewards,
                        sum(case when earned_minor < 0 then 1 else 0 end) as losers,
                        sum(tasks_assigned) as assigned, sum(tasks_closed) as closed,
                        sum(timed_tasks) as timed, sum(closing_ms) as ms
                 from period_performers group by period, start) p on p.period = s.period and p.start = s.start
      where s.fees_minor <> coalesce(p.fees, 0) or s.rewards_minor <> coalesce(p.rewards, 0)
         or s.losers <> coalesce(p.losers, 0)
         or s.tasks_assigned <> coalesce(p.assigned, 0) or s.tasks_closed <> coalesce(p.closed, 0)
         or s.timed_tasks <> coalesce(p.timed, 0) or s.closing_ms <> coalesce(p.ms, 0)
      union
      select period, start from period_performers
      where earned_minor <> rewards_minor - fees_minor
         or not exists (select 1 from period_statistics s
                        where s.period = period_performers.period and s.start = period_performers.start)
      limit ${most}`.execute(db.query)
    return rows.map(({ period, start }) => `${period} ${start}`)
  },

  /** Every period with its figures. */
  periods: (): Promise<PeriodRow[]> => db.query.selectFrom('periodStatistics').selectAll().execute(),

  /** How many tasks took how long in all, counted task by task. */
  async timed(): Promise<{ tasks: number; totalMs: number }> {
    const { rows } = await sql<{ tasks: number | string; total: number | string | null }>`
      select count(*) as tasks, sum(case when closed_at > assigned_at then closed_at - assigned_at else 0 end) as total
      from task_times where performer_id = closer_id and assigned_at is not null and closed_at is not null`.execute(
      db.query,
    )
    return { tasks: Number(rows[0]?.tasks ?? 0), totalMs: Number(rows[0]?.total ?? 0) }
  },
})
