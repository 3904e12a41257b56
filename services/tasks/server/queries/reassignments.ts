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

/** So many that wait or run are told of, and so many that ended; of these no longer than the milliseconds of an hour. */
const mostCurrent = 20
const newsFor = 60 * 60_000

/** Reassignments of all that wait or run, and those that ended lately, newest first. */
export const listCurrentReassignments: Query<void, Run[]> = async ({ db, now }) => {
  const runs = reassignmentRepository(db)
  // In this order: one that ends in between is told of twice rather than not at all.
  const underWay = await runs.listUnderWay(mostCurrent)
  const ended = await runs.listEnded(mostCurrent)
  const fresh = ended.filter(({ finishedAt }) => finishedAt !== null && finishedAt > now - newsFor)
  const ids = new Set(fresh.map(({ id }) => id))
  return [...underWay.filter(({ id }) => !ids.has(id)).reverse(), ...fresh]
}

/** How many tasks a reassignment of all would move now, and among how many performers. */
export const countReassignable: Query<void, { openTasks: number; performers: number }> = async ({ db }) => ({
  openTasks: await taskRepository(db).countOpen(),
  performers: await performerRepository(db).count(),
})

interface OpenTaskIds {
  readonly after: string | null
  readonly limit: number
  /** Of a sample: what the ends of its ids are less than. */
  readonly below: string | null
}

/** Ids of open tasks, or of a sample of them, after one of them, oldest first. */
export const listOpenTaskIds: Query<OpenTaskIds, string[]> = ({ db }, { after, limit, below }) =>
  taskRepository(db).openIds(after, limit, below)
