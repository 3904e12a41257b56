import type { Fact } from '@popug/contracts/operations.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** What Tasks knows that its neighbours know too, by task. */
export const factRepository = (db: Db<Tables>) => ({
  /** Who was given which task, once for each time. */
  assignments: async ({ after, limit }: PageRequest): Promise<PageOf<Fact>> => {
    let query = db.query.selectFrom('assignments').select(['taskId', 'number', 'userId'])
    if (after) {
      const [taskId = '', number = 0] = after
      // The first condition is in the second, but only it shows the database where in the index to begin.
      query = query.where('taskId', '>=', String(taskId)).where(afterKey(['taskId', 'number'], [taskId, number], 'asc'))
    }
    const rows = await query
      .orderBy('taskId')
      .orderBy('number')
      .limit(limit + 1)
      .execute()
    const { items, next } = pageFrom(rows, limit, (row) => [row.taskId, row.number])
    return { items: items.map(({ taskId, userId }) => ({ id: taskId, value: userId })), next }
  },

  /** Who closed which task. */
  closings: async ({ after, limit }: PageRequest): Promise<PageOf<Fact>> => {
    let query = db.query.selectFrom('tasks').select(['id', 'userId']).where('status', '=', 'closed')
    if (after) query = query.where('id', '>', String(after[0]))
    const rows = await query
      .orderBy('id')
      .limit(limit + 1)
      .execute()
    const { items, next } = pageFrom(rows, limit, (row) => [row.id])
    return { items: items.map(({ id, userId }) => ({ id, value: userId })), next }
  },
})
