import { moment } from '@popug/contracts/days.ts'
import { taskClosed } from '@popug/contracts/events.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { taskRepository } from '../db/task-repository.ts'
import { close, type Task } from '../domain/task.ts'
import type { Command } from '../world.ts'

/** Closes a task for its performer and says so; refuses others (`not_your_task`) and a second time (`task_already_closed`). */
export const closeTask: Command<{ id: string }, Task> = async (ctx, { id }) => {
  const tasks = taskRepository(ctx.db)
  const task = await tasks.findForUpdate(id)
  if (!task) throw new Refusal('not_found')
  const closed = close(task, ctx.actor.id, ctx.now)
  await tasks.saveClosed(closed)
  ctx.emit(taskClosed, { taskId: id, userId: closed.userId, closedAt: moment(ctx.now) })
  return closed
}
