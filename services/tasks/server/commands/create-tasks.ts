import { newId } from '@popug/service-kit'
import { taskNumberRepository } from '../db/task-number-repository.ts'
import { taskRepository } from '../db/task-repository.ts'
import type { Task } from '../domain/task.ts'
import type { Command } from '../world.ts'
import { drawPerformers, sayAssigned } from './assign-tasks.ts'

/** What a task is created from; without a key it gets the company's next number. */
export interface NewTask {
  readonly title: string
  readonly description?: string | undefined
  readonly key?: string | null | undefined
}

/** Creates tasks and assigns each at once to a random performer; refuses with `no_performers`. */
export const createTasks: Command<{ tasks: readonly NewTask[]; authorId: string }, Task[]> = async (
  ctx,
  { tasks, authorId },
) => {
  const userIds = await drawPerformers(ctx, tasks.length)
  const unnumbered = tasks.filter(({ key }) => !key).length
  let number = unnumbered > 0 ? await taskNumberRepository(ctx.db).take(unnumbered) : 0
  const created = tasks.map(({ title, description = '', key }, index): Task => {
    const userId = userIds[index]
    if (userId === undefined) throw new Error('fewer performers were drawn than there are tasks')
    return {
      id: newId(ctx.now),
      key: key || `POP-${number++}`,
      title,
      description,
      status: 'open',
      userId,
      authorId,
      createdAt: ctx.now,
      assignedAt: ctx.now,
      closedAt: null,
      assignments: 1,
    }
  })
  await taskRepository(ctx.db).insert(created)
  await sayAssigned(ctx, created, { actorId: authorId })
  return created
}

/** Creates one task. */
export const createTask: Command<NewTask, Task> = async (ctx, task) => {
  const [created] = await createTasks(ctx, { tasks: [task], authorId: ctx.actor.id })
  if (!created) throw new Error('no task was created')
  return created
}
