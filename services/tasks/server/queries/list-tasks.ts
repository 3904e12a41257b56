import { invalid } from '@popug/contracts/refusals.ts'
import type { TaskSort } from '@popug/contracts/tasks.ts'
import { type PageOf, pageFrom, pageRequest } from '@popug/service-kit'
import { orderOf, type TaskFilter, taskListRepository } from '../db/task-list-repository.ts'
import type { Task } from '../domain/task.ts'
import type { Query } from '../world.ts'

/** What a list of tasks is asked with. */
export interface TaskListing extends TaskFilter {
  readonly sort?: TaskSort | undefined
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

/** Tasks by status, performer, part of key or title, or ids; the newest first unless told. */
export const listTasks: Query<TaskListing, PageOf<Task>> = async ({ db }, { sort = '-createdAt', ...asked }) => {
  const order = orderOf(sort)
  const { column } = order
  const request = pageRequest(asked, column ? 2 : 1)
  if (request.after && typeof request.after.at(-1) !== 'string')
    throw invalid('/query/after', 'no_cursor', 'is a cursor of another list')
  const rows = await taskListRepository(db).list(asked, order, request)
  return pageFrom(rows, request.limit, (row) => (column ? [row[column], row.id] : [row.id]))
}
