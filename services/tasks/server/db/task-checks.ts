import type { Db } from '@popug/service-kit'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/** Tasks named by one check: enough to see what is wrong. */
const most = 20

/** Questions over all tasks and their histories, each answering the tasks that are wrong. For `verify`, not for a page. */
export const taskChecks = (db: Db<Tables>) => {
  const find = async (query: ReturnType<typeof sql<{ id: string }>>): Promise<string[]> =>
    (await query.execute(db.query)).rows.map(({ id }) => id)

  return {
    async count(): Promise<number> {
      const counted = db.query.selectFrom('tasks').select(({ fn }) => fn.countAll<number | string>().as('tasks'))
      return Number((await counted.executeTakeFirstOrThrow()).tasks)
    },

    /** Tasks whose row differs from their history: in how often they were given away, or to whom and when at last. */
    unlikeTheirHistory: () =>
      find(sql`
        select t.id from tasks t
        left join (select task_id, count(*) as times, max(number) as latest from assignments group by task_id) h
          on h.task_id = t.id
        left join assignments a on a.task_id = t.id and a.number = h.latest
        where h.task_id is null or h.times <> t.assignments or h.latest <> t.assignments
           or a.user_id <> t.user_id or a.at <> t.assigned_at
        union
        select task_id as id from assignments
        where number = 1 and not exists (select 1 from tasks where tasks.id = assignments.task_id)
        limit ${most}`),

    /** Tasks that are closed without a moment, or open with one. */
    wronglyClosed: () =>
      find(sql`
        select id from tasks
        where (status = 'closed' and closed_at is null) or (status <> 'closed' and closed_at is not null)
        limit ${most}`),
  }
}
