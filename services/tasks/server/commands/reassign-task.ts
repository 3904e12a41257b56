import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { performerRepository } from '../db/performer-repository.ts'
import { taskRepository } from '../db/task-repository.ts'
import { reassign, type Task } from '../domain/task.ts'
import type { Command, Context } from '../world.ts'
import { drawPerformers, sayAssigned } from './assign-tasks.ts'

const chosen = async (ctx: Context, userId: string): Promise<string> => {
  if (!(await performerRepository(ctx.db).has(userId))) throw new Refusal('not_a_performer')
  return userId
}

/**
 * Gives an open task to the performer asked for, or to a random one, who may be the same again; and says so.
 * Refuses with `task_already_closed`, `not_a_performer` and `no_performers`.
 */
export const reassignTask: Command<{ id: string; userId?: string | undefined }, Task> = async (ctx, { id, userId }) => {
  const tasks = taskRepository(ctx.db)
  const task = await tasks.findForUpdate(id)
  if (!task) throw new Refusal('not_found')
  // A closed task is refused before anybody is drawn for it.
  const given = reassign(task, userId ?? task.userId, ctx.now)
  const performer = userId === undefined ? (await drawPerformers(ctx, 1))[0] : await chosen(ctx, userId)
  const reassigned = { ...given, userId: performer ?? given.userId }
  await tasks.saveAssigned([reassigned])
  await sayAssigned(ctx, [reassigned], { actorId: ctx.actor.id })
  const detail = { userId: reassigned.userId }
  await recordAudit(ctx.db, { at: ctx.now, actorId: ctx.actor.id, action: 'task.reassigned', subject: id, detail })
  return reassigned
}
