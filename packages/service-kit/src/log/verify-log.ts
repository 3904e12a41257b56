import type { Finding } from '@popug/contracts/operations.ts'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { logDb } from './tables.ts'

/** Offenders that one check names at most. */
const most = 100

/** Checks that nothing is missing from what a service has said: positions without a hole or a double, up to the head. */
export const verifyLog = async <Tables>(database: Db<Tables>): Promise<Finding> => {
  const { query } = logDb(database)
  const { events } = await query
    .selectFrom('outbox')
    .select(({ fn }) => fn.sum<number | string | null>('count').as('events'))
    .where('firstPosition', 'is not', null)
    .executeTakeFirstOrThrow()
  const broken = await sql<{ topic: string; position: number }>`
    select topic, first_position as position from (
      select topic, first_position,
        coalesce(lag(first_position + count) over (partition by topic order by first_position), 1) as expected
      from outbox where first_position is not null) numbered
    where first_position <> expected limit ${most}`.execute(query)
  const headless = await sql<{ topic: string; position: number }>`
    select t.topic, t.head as position from topics t
    left join (select topic, max(first_position + count - 1) as last from outbox group by topic) o on o.topic = t.topic
    where coalesce(o.last, 0) <> t.head`.execute(query)
  return {
    invariant: 'I12',
    says: 'what was said stands in the log, without a hole, up to its head',
    checked: Number(events ?? 0),
    offenders: [...broken.rows, ...headless.rows].map(({ topic, position }) => `${topic} ${position}`),
  }
}
