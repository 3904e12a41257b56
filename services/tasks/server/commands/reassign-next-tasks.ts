/**
 * Reassigning all open tasks, in steps that each are one short transaction:
 *
 *     waiting ──begin──► running ──chunk──► running ──chunk──► … ──last chunk──► done
 *
 * Invariants
 * - The oldest run that is not done moves; the others wait for it.
 * - A run passes the tasks by id, up to the last one there was when it began. A chunk moves the cursor in the same
 *   transaction that assigns its tasks and says so: each task that is still open when its turn comes gets exactly one
 *   new assignment of that run; one that was closed before is left alone.
 * - Memory holds one chunk, whatever the number of tasks.
 *
 * When it dies, what the last transaction committed stands, and the next step goes on from the cursor. Where there is
 * no active performer the run waits for one.
 */
import { performerRepository } from '../db/performer-repository.ts'
import { reassignmentRepository } from '../db/reassignment-repository.ts'
import { taskRepository } from '../db/task-repository.ts'
import { advance, begin, finish } from '../domain/run.ts'
import { reassign } from '../domain/task.ts'
import type { Command } from '../world.ts'
import { drawPerformers, sayAssigned } from './assign-tasks.ts'

/** One step of the oldest reassignment that is not done, of at most `limit` tasks; `more` when another may follow at once. */
export const reassignNextTasks: Command<{ limit: number }, 'more' | undefined> = async (ctx, { limit }) => {
  const runs = reassignmentRepository(ctx.db)
  const tasks = taskRepository(ctx.db)
  const run = await runs.nextForUpdate()
  if (!run) return undefined
  if (run.status === 'waiting') {
    await runs.save(begin(run, await tasks.lastId(), await tasks.countOpen()))
    return 'more'
  }
  const open = run.boundId === null ? [] : await tasks.openForUpdate(run.cursorId, run.boundId, limit)
  const last = open.at(-1)
  if (!last) {
    await runs.save(finish(run, ctx.now))
    return 'more'
  }
  if ((await performerRepository(ctx.db).count()) === 0) return undefined
  const userIds = await drawPerformers(ctx, open.length)
  const reassigned = open.map((task, index) => reassign(task, userIds[index] ?? task.userId, ctx.now))
  await tasks.saveAssigned(reassigned)
  await sayAssigned(ctx, reassigned, { actorId: run.actorId, runId: run.id })
  const advanced = advance(run, last.id, open.length)
  await runs.save(open.length < limit ? finish(advanced, ctx.now) : advanced)
  return 'more'
}
