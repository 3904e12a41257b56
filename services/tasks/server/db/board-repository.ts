import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** An open task of somebody, as the board shows it. */
export type OpenTask = Readonly<Pick<Tables['tasks'], 'id' | 'key' | 'title' | 'assignedAt' | 'userId'>>

/** Open tasks by performer, asked for those on a page of the board alone: an index holds each person's together. */
export const boardRepository = (db: Db<Tables>) => {
  const oldestOf = (userId: string, limit: number) =>
    db.query
      .selectFrom((from) =>
        from
          .selectFrom('tasks')
          .select(['id', 'key', 'title', 'assignedAt', 'userId'])
          .where('userId', '=', userId)
          .where('status', '=', 'open')
          .orderBy('id')
          .limit(limit)
          .as('lane'),
      )
      .selectAll()

  return {
    /** How many open tasks each of these people has; who has none is left out. */
    counts: async (userIds: readonly string[]): Promise<Map<string, number>> => {
      if (userIds.length === 0) return new Map()
      const rows = await db.query
        .selectFrom('tasks')
        .select(({ fn }) => ['userId', fn.countAll<number | string>().as('openTasks')])
        .where('userId', 'in', userIds)
        .where('status', '=', 'open')
        .groupBy('userId')
        .execute()
      return new Map(rows.map(({ userId, openTasks }) => [userId, Number(openTasks)]))
    },

    /** The oldest open tasks of each of these people, at most so many of each, in one statement. */
    oldest: async (userIds: readonly string[], limit: number): Promise<OpenTask[]> => {
      const [first, ...others] = userIds
      if (first === undefined) return []
      return others.reduce((query, userId) => query.unionAll(oldestOf(userId, limit)), oldestOf(first, limit)).execute()
    },
  }
}
