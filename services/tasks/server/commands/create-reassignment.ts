import { Refusal } from '@popug/contracts/refusals.ts'
import { newId, recordAudit } from '@popug/service-kit'
import { performerRepository } from '../db/performer-repository.ts'
import { reassignmentRepository } from '../db/reassignment-repository.ts'
import { taskRepository } from '../db/task-repository.ts'
import type { Run } from '../domain/run.ts'
import type { Command } from '../world.ts'

/** Asks for all open tasks to be reassigned; the work itself is a job's, one run after another. Refuses with `no_performers`. */
export const createReassignment: Command<void, Run> = async (ctx) => {
  if ((await performerRepository(ctx.db).count()) === 0) throw new Refusal('no_performers')
  const run: Run = {
    id: newId(ctx.now),
    status: 'waiting',
    // Counted again when the run begins: others may have to end first.
    total: await taskRepository(ctx.db).countOpen(),
    done: 0,
    actorId: ctx.actor.id,
    createdAt: ctx.now,
    finishedAt: null,
    cursorId: null,
    boundId: null,
  }
  await reassignmentRepository(ctx.db).insert(run)
  const { id: subject, actorId, total: count } = run
  await recordAudit(ctx.db, { at: ctx.now, actorId, action: 'reassignment.begun', subject, detail: { count } })
  ctx.wake('reassign-all')
  return run
}
