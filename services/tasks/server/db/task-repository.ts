import type { TaskSort, TaskStatus } from '@popug/contracts/tasks.ts'
import { afterKey, type Db, type PageRequest } from '@popug/service-kit'
import { sql } from 'kysely'
import type { Task } from '../domain/task.ts'
import { fold, likePart } from './fold.ts'
import type { Tables } from './tables.ts'

/** Which tasks a list shows. */
export interface TaskFilter {
  readonly status?: TaskStatus | undefined
  readonly userId?: string | undefined
  readonly q?: string | undefined
  readonly ids?: readonly string[] | undefined
}

/** The columns a sort goes by, and which way. Ids are ordered by the time of creation. */
export const sortOf = (sort: TaskSort) => {
  const direction = sort.startsWith('-') ? ('desc' as const) : ('asc' as const)
  const by = sort.replace('-', '') as 'createdAt' | 'assignedAt' | 'title'
  const column = by === 'title' ? ('titleFolded' as const) : by === 'assignedAt' ? ('assignedAt' as const) : null
  return { column, direction }
}

const columns = [
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
  const tasks = () => db.query.selectFrom('tasks').select(columns)
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

    saveAssigned: (rows: readonly Task[]): Promise<void> =>
      db.updateMany(
        'tasks',
        ['id'],
        rows.map(({ id, userId, assignedAt, assignments }) => ({ id, userId, assignedAt, assignments })),
      ),

    /** Open tasks after one id and up to another, the oldest first. */
    openForUpdate: (after: string | null, upTo: string, limit: number): Promise<Task[]> => {
      let query = tasks().where('status', '=', 'open').where('id', '<=', upTo)
      if (after !== null) query = query.where('id', '>', after)
      return db.dialect.forUpdate(query.orderBy('id').limit(limit)).execute()
    },

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

    /** One row more than the page holds, where there is one; `titleFolded` is there to make the cursor from. */
    list: async ({ status, userId, q, ids }: TaskFilter, sort: TaskSort, { after, limit }: PageRequest) => {
      const { column, direction } = sortOf(sort)
      let query = tasks().select('titleFolded')
      if (status !== undefined) query = query.where('status', '=', status)
      if (userId !== undefined) query = query.where('userId', '=', userId)
      if (ids !== undefined) query = query.where('id', 'in', ids)
      if (q !== undefined && q.trim() !== '') {
        const part = likePart(q)
        query = query.where(
          sql<boolean>`(${sql.ref('keyFolded')} like ${part} escape '!' or ${sql.ref('titleFolded')} like ${part} escape '!')`,
        )
      }
      if (after) {
        // The first bound alone lets the index be entered in the middle; the rest is exact.
        if (column) query = query.where(column, direction === 'asc' ? '>=' : '<=', after[0] as never)
        query = query.where(afterKey(column ? [column, 'id'] : ['id'], after, direction))
      }
      if (column) query = query.orderBy(column, direction)
      return query
        .orderBy('id', direction)
        .limit(limit + 1)
        .execute()
    },
  }
}
