import { along, type Db } from '@popug/service-kit'
import { sql } from 'kysely'
import type { Assigned, Task } from '../domain/task.ts'
import { fold } from './fold.ts'
import type { Tables } from './tables.ts'

/** The columns that a task is made of. */
export const taskColumns = [
  'id',
  'key',
  'title',
  'description',
  'status',
  'userId',
  'authorId',
  'createdAt',
  'assignedAt',
  'closedAt',
  'assignments',
] as const

/** Tasks in the database. */
export const taskRepository = (db: Db<Tables>) => {
  const tasks = () => db.query.selectFrom('tasks').select(taskColumns)
  /** Open tasks in the order of their ids, from any of them on. */
  const openTasks = () => db.query.selectFrom(along(db, 'tasks', 'tasks_by_status')).where('status', '=', 'open')
  return {
    find: (id: string): Promise<Task | undefined> => tasks().where('id', '=', id).executeTakeFirst(),

    findForUpdate: (id: string): Promise<Task | undefined> =>
      db.dialect.forUpdate(tasks().where('id', '=', id)).executeTakeFirst(),

    insert: (rows: readonly Task[]): Promise<void> =>
      db.insertMany(
        'tasks',
        rows.map((task) => ({ ...task, keyFolded: fold(task.key), titleFolded: fold(task.title) })),
      ),

    saveClosed: async ({ id, status, closedAt }: Task): Promise<void> => {
      await db.query.updateTable('tasks').set({ status, closedAt }).where('id', '=', id).execute()
    },

    saveAssigned: (rows: readonly Assigned[]): Promise<void> =>
      db.updateMany(
        'tasks',
        ['id'],
        rows.map(({ id, userId, assignedAt, assignments }) => ({ id, userId, assignedAt, assignments })),
      ),

    /** Open tasks after one id and up to another, the oldest first: of many, so without their descriptions. */
    openForUpdate: (after: string | null, upTo: string, limit: number): Promise<Assigned[]> => {
      const open = openTasks().select(['id', 'key', 'title', 'status', 'userId', 'assignedAt', 'assignments'])
      let query = open.where('id', '<=', upTo)
      if (after !== null) query = query.where('id', '>', after)
      return db.dialect.forUpdate(query.orderBy('id').limit(limit)).execute()
    },

    /** Ids of open tasks after one, the oldest first; with `below`, those alone whose ends are less than it. */
    openIds: async (after: string | null, limit: number, below: string | null = null): Promise<string[]> => {
      let query = openTasks().select('id')
      if (after !== null) query = query.where('id', '>', after)
      if (below !== null) query = query.where(sql<boolean>`substr(${sql.ref('id')}, ${-below.length}) < ${below}`)
      return (await query.orderBy('id').limit(limit).execute()).map(({ id }) => id)
    },

    /** Keys and titles of up to 500 tasks. */
    titles: async (ids: readonly string[]): Promise<Pick<Task, 'id' | 'key' | 'title'>[]> =>
      ids.length === 0
        ? []
        : db.query.selectFrom('tasks').select(['id', 'key', 'title']).where('id', 'in', ids).execute(),

    countOpen: async (): Promise<number> => {
      const counted = db.query.selectFrom('tasks').select(({ fn }) => fn.countAll().as('count'))
      const { count } = await counted.where('status', '=', 'open').executeTakeFirstOrThrow()
      return Number(count)
    },

    lastId: async (): Promise<string | null> => {
      const { last } = await db.query
        .selectFrom('tasks')
        .select(({ fn }) => fn.max('id').as('last'))
        .executeTakeFirstOrThrow()
      return last
    },
  }
}
