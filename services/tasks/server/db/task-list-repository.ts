import { type TaskSort, type TaskStatus, taskStatuses } from '@popug/contracts/tasks.ts'
import { afterKey, contains, type Db, type PageRequest } from '@popug/service-kit'
import { type RawBuilder, sql } from 'kysely'
import { fold } from './fold.ts'
import type { Tables } from './tables.ts'
import { taskColumns } from './task-repository.ts'

/** Which tasks a list shows. */
export interface TaskFilter {
  readonly status?: TaskStatus | undefined
  readonly userId?: string | undefined
  readonly q?: string | undefined
  readonly ids?: readonly string[] | undefined
}

/** The column a list goes by besides the id, which alone stands for the time of creation; and which way. */
export interface TaskOrder {
  readonly column: 'assignedAt' | 'titleFolded' | null
  readonly direction: 'asc' | 'desc'
}

/** The order behind a sort. */
export const orderOf = (sort: TaskSort): TaskOrder => {
  const by = sort.replace('-', '')
  return {
    column: by === 'title' ? 'titleFolded' : by === 'assignedAt' ? 'assignedAt' : null,
    direction: sort.startsWith('-') ? 'desc' : 'asc',
  }
}

/**
 * A column in a form that no index serves. One person's tasks are few: they are to be found by the person and sorted,
 * not looked for along an index of everyone's tasks.
 */
const offIndex = (column: 'assignedAt' | 'titleFolded'): RawBuilder<unknown> =>
  sql`coalesce(${sql.ref(column)}, ${column === 'titleFolded' ? '' : 0})`

const beyond = (by: RawBuilder<unknown>, [key, id]: readonly (string | number)[], direction: 'asc' | 'desc') => {
  const sign = sql.raw(direction === 'asc' ? '>' : '<')
  return sql<boolean>`(${by} ${sign} ${key} or (${by} = ${key} and ${sql.ref('id')} ${sign} ${id}))`
}

/** Lists of tasks in the database. */
export const taskListRepository = (db: Db<Tables>) => {
  const filtered = ({ status, userId, q, ids }: TaskFilter) => {
    let query = db.query.selectFrom('tasks').select(taskColumns).select('titleFolded')
    if (status !== undefined) query = query.where('status', '=', status)
    if (userId !== undefined) query = query.where('userId', '=', userId)
    if (ids !== undefined) query = query.where('id', 'in', ids)
    if (q === undefined || q.trim() === '') return query
    const part = fold(q.trim())
    return query.where((is) => is.or([contains('keyFolded', part), contains('titleFolded', part)]))
  }

  const page = (filter: TaskFilter, order: TaskOrder, { after, limit }: PageRequest) => {
    const { column, direction } = order
    let query = filtered(filter)
    if (column === null) {
      if (after) query = query.where(afterKey(['id'], after, direction))
    } else if (filter.userId === undefined) {
      // The first bound alone lets the index be entered in the middle; the rest is exact.
      if (after) query = query.where(column, direction === 'asc' ? '>=' : '<=', after[0] as never)
      if (after) query = query.where(afterKey([column, 'id'], after, direction))
      query = query.orderBy(column, direction)
    } else {
      const by = offIndex(column)
      if (after) query = query.where(beyond(by, after, direction))
      query = query.orderBy(by, direction)
    }
    return query
      .orderBy('id', direction)
      .limit(limit + 1)
      .execute()
  }

  return {
    /** One row more than the page holds, where there is one; `titleFolded` is there to make the cursor from. */
    list: async (filter: TaskFilter, order: TaskOrder, request: PageRequest) => {
      if (order.column !== 'assignedAt' || filter.status !== undefined) return page(filter, order, request)
      // The index by assignment begins with the status: two pages along it are merged, rather than all tasks sorted.
      const both = await Promise.all(taskStatuses.map((status) => page({ ...filter, status }, order, request)))
      const sign = order.direction === 'asc' ? 1 : -1
      return both
        .flat()
        .sort((one, other) => sign * (one.assignedAt - other.assignedAt || (one.id < other.id ? -1 : 1)))
        .slice(0, request.limit + 1)
    },
  }
}
