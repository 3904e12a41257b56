import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** The company's own numbers of tasks, counted in one row that is locked until the transaction ends. */
export const taskNumberRepository = (db: Db<Tables>) => ({
  /** Takes so many numbers; answers the first. */
  take: async (count: number): Promise<number> => {
    await db.query
      .updateTable('counters')
      .set(({ eb }) => ({ value: eb('value', '+', count) }))
      .where('name', '=', 'task')
      .execute()
    const { value } = await db.query
      .selectFrom('counters')
      .select('value')
      .where('name', '=', 'task')
      .executeTakeFirstOrThrow()
    return value - count + 1
  },
})
