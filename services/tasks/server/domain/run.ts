import type { ReassignmentStatus } from '@popug/contracts/tasks.ts'

/** A reassignment of all open tasks: how far it is, by the ids of the tasks passed. */
export interface Run {
  readonly id: string
  readonly status: ReassignmentStatus
  readonly total: number
  readonly done: number
  readonly actorId: string
  readonly createdAt: number
  readonly finishedAt: number | null
  readonly cursorId: string | null
  readonly boundId: string | null
}

/** A run that begins now: it goes up to the last task there is, and `total` tasks are open. */
export const begin = (run: Run, boundId: string | null, total: number): Run => ({
  ...run,
  status: 'running',
  total,
  boundId,
})

/** The run after it passed so many open tasks, the last of them `cursorId`. */
export const advance = (run: Run, cursorId: string, passed: number): Run => ({
  ...run,
  cursorId,
  done: Math.min(run.total, run.done + passed),
})

/** The run at its end: all of its tasks are passed, those too that were closed before their turn came. */
export const finish = (run: Run, now: number): Run => ({ ...run, status: 'done', done: run.total, finishedAt: now })
