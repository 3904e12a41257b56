import { Refusal } from '@popug/contracts/refusals.ts'
import { taskRepository } from '../db/task-repository.ts'
import type { Task } from '../domain/task.ts'
import type { Query } from '../world.ts'

/** One task; refuses with `not_found`. */
export const getTask: Query<{ id: string }, Task> = async ({ db }, { id }) => {
  const task = await taskRepository(db).find(id)
  if (!task) throw new Refusal('not_found')
  return task
}
