import { importRepository } from '../db/import-repository.ts'
import { performerRepository } from '../db/performer-repository.ts'
import type { Command } from '../world.ts'
import { createTasks } from './create-tasks.ts'

/**
 * One step of the oldest import that is not done: creates the tasks of at most `limit` lines and notes them at their
 * lines in the same transaction, so each line is created once whenever this dies. `more` when another step may follow at once;
 * waits where there is no active performer.
 */
export const createImportedTasks: Command<{ limit: number }, 'more' | undefined> = async (ctx, { limit }) => {
  const imports = importRepository(ctx.db)
  const next = await imports.nextForUpdate()
  if (!next) return undefined
  const lines = await imports.waitingLines(next.id, limit)
  if (lines.length === 0) {
    await imports.save({ ...next, status: 'done' })
    return 'more'
  }
  if ((await performerRepository(ctx.db).count()) === 0) return undefined
  const tasks = await createTasks(ctx, { tasks: lines, authorId: next.actorId })
  await imports.settle(lines.map((line, index) => ({ ...line, taskId: tasks[index]?.id ?? null })))
  await imports.save({
    ...next,
    status: lines.length < limit ? 'done' : 'running',
    created: next.created + lines.length,
  })
  return 'more'
}
