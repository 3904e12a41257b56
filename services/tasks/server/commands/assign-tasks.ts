import { moment } from '@popug/contracts/days.ts'
import { taskAssigned } from '@popug/contracts/events.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { newId } from '@popug/service-kit'
import { assignmentRepository } from '../db/assignment-repository.ts'
import { performerRepository } from '../db/performer-repository.ts'
import type { Assigned } from '../domain/task.ts'
import type { Context } from '../world.ts'

/** Draws a performer for each of `count` tasks, every active one as likely as the others; refuses with `no_performers`. */
export const drawPerformers = async ({ db, tools }: Context, count: number): Promise<string[]> => {
  const performers = performerRepository(db)
  const size = await performers.count()
  if (size === 0) throw new Refusal('no_performers')
  const places = Array.from({ length: count }, () => tools.draw(size))
  const byPlace = await performers.at(new Set(places))
  return places.map((place) => {
    const id = byPlace.get(place)
    if (id === undefined) throw new Error(`no performer stands on place ${place} of ${size}`)
    return id
  })
}

/** Writes down for each task that it was assigned to its performer by somebody, and says so. */
export const sayAssigned = async (
  ctx: Context,
  tasks: readonly Assigned[],
  { actorId, runId = null }: { actorId: string; runId?: string | null },
): Promise<void> => {
  const assignments = tasks.map(({ id: taskId, assignments: number, userId, assignedAt, key, title }) => {
    const id = newId(ctx.now)
    ctx.emit(taskAssigned, { assignmentId: id, taskId, userId, assignedAt: moment(assignedAt), key, title })
    return { id, taskId, number, userId, actorId, at: assignedAt, runId }
  })
  await assignmentRepository(ctx.db).insert(assignments)
}
