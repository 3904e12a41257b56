import { Refusal } from '@popug/contracts/refusals.ts'
import { type PageOf, pageFrom, pageRequest } from '@popug/service-kit'
import { performerRepository } from '../db/performer-repository.ts'
import { reassignmentRepository } from '../db/reassignment-repository.ts'
import { taskRepository } from '../db/task-repository.ts'
import type { Run } from '../domain/run.ts'
import type { Query } from '../world.ts'

/** One reassignment of all; refuses with `not_found`. */
export const getReassignment: Query<{ id: string }, Run> = async ({ db }, { id }) => {
  const run = await reassignmentRepository(db).find(id)
  if (!run) throw new Refusal('not_found')
  return run
}

/** Reassignments of all, newest first. */
export const listReassignments: Query<{ after?: string | undefined; limit?: number | undefined }, PageOf<Run>> = async (
  { db },
  asked,
) => {
  const request = pageRequest(asked, 1)
  return pageFrom(await reassignmentRepository(db).list(request), request.limit, ({ id }) => [id])
}

/** How many tasks a reassignment of all would move now, and among how many performers. */
export const countReassignable: Query<void, { openTasks: number; performers: number }> = async ({ db }) => ({
  openTasks: await taskRepository(db).countOpen(),
  performers: await performerRepository(db).count(),
})

/** Ids of open tasks after one of them, oldest first. */
export const listOpenTaskIds: Query<{ after: string | null; limit: number }, string[]> = ({ db }, { after, limit }) =>
  taskRepository(db).openIds(after, limit)
