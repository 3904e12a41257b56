import { moment } from '@popug/contracts/days.ts'
import { assignmentRepository } from '../db/assignment-repository.ts'
import type { Query } from '../world.ts'
import { getTask } from './get-task.ts'

/** One thing that happened to a task. */
export interface HistoryItem {
  readonly type: 'task.assigned' | 'task.closed'
  readonly userId: string
  readonly actorId: string
  readonly at: string
}

/** Who had the task and when, oldest first, and its closing; refuses with `not_found`. */
export const getTaskHistory: Query<{ id: string }, HistoryItem[]> = async (ctx, { id }) => {
  const task = await getTask(ctx, { id })
  const assignments = await assignmentRepository(ctx.db).ofTask(id)
  const assigned = assignments.map(
    ({ userId, actorId, at }): HistoryItem => ({ type: 'task.assigned', userId, actorId, at: moment(at) }),
  )
  if (task.closedAt === null) return assigned
  return [...assigned, { type: 'task.closed', userId: task.userId, actorId: task.userId, at: moment(task.closedAt) }]
}
