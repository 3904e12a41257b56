import { Refusal } from '@popug/contracts/refusals.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { newId, recordAudit } from '@popug/service-kit'
import { Compile } from 'typebox/compile'
import { type Import, importRepository } from '../db/import-repository.ts'
import { performerRepository } from '../db/performer-repository.ts'
import { type ImportLine, readImport } from '../domain/import-lines.ts'
import type { Command } from '../world.ts'

const task = Compile(taskRoutes.createTask.body)

/** The lines of a CSV, held to the rules for tasks created by hand; see `readImport` for what it refuses. */
export const readImportLines = (csv: string): ImportLine[] =>
  readImport(csv, (given) => {
    if (task.Check(given)) return null
    const [error] = task.Errors(given)
    return { field: error?.instancePath.slice(1) ?? '', keyword: error?.keyword ?? '' }
  })

/** Takes in the lines of a CSV; their tasks are created by a job. Refuses with `no_performers`. */
export const createImport: Command<{ lines: readonly ImportLine[] }, Import> = async (ctx, { lines }) => {
  if ((await performerRepository(ctx.db).count()) === 0) throw new Refusal('no_performers')
  const created: Import = {
    id: newId(ctx.now),
    status: 'waiting',
    total: lines.length,
    created: 0,
    actorId: ctx.actor.id,
    createdAt: ctx.now,
  }
  await importRepository(ctx.db).insert(created, lines)
  const { id: subject, actorId, total: count } = created
  await recordAudit(ctx.db, { at: ctx.now, actorId, action: 'import.begun', subject, detail: { count } })
  ctx.wake('create-imported-tasks')
  return created
}
