import { moment } from '@popug/contracts/days.ts'
import type { TaskImport } from '@popug/contracts/task-imports.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { mapPage } from '@popug/service-kit'
import { createImport, readImportLines } from '../commands/create-import.ts'
import { columnOf } from '../domain/import-lines.ts'
import { getImport, type ImportReport, listImports } from '../queries/imports.ts'
import { door } from '../world.ts'

const importView = ({ id, status, total, created, refused, createdAt }: ImportReport): TaskImport => ({
  id,
  status,
  total,
  created,
  refused,
  createdAt: moment(createdAt),
})

const refusedOf = (lines: ReturnType<typeof readImportLines>) =>
  lines.flatMap(({ line, reason }) => (reason === null ? [] : [{ line, reason, column: columnOf(reason) }]))

/** The doors of imports. */
export const importDoors = [
  door(taskRoutes.createImport, async ({ transaction, body }) => {
    const lines = readImportLines(body)
    return importView({ ...(await transaction((ctx) => createImport(ctx, { lines }))), refused: refusedOf(lines) })
  }),
  door(taskRoutes.listImports, async (call) => mapPage(await listImports(call, call.query), importView)),
  door(taskRoutes.getImport, async (call) => importView(await getImport(call, call.params))),
]
