import { ImportedUser } from '@popug/contracts/user-imports.ts'
import { compileSchema, newId, recordAudit } from '@popug/service-kit'
import { type UserImportRow, userImportRepository } from '../db/user-import-repository.ts'
import { readUserLines, type UserLine } from '../domain/user-lines.ts'
import type { Command } from '../world.ts'

const check = compileSchema(ImportedUser)

/** The lines of a CSV, held to the rules for people who are registered by hand; see `readUserLines` for what it refuses. */
export const readImportedUsers = (csv: string): UserLine[] =>
  readUserLines(csv, (given) => {
    if (check(given)) return null
    const [error] = check.errors ?? []
    const field = error?.keyword === 'required' ? String(error.params.missingProperty) : error?.instancePath.slice(1)
    return { field: field ?? '', keyword: error?.keyword ?? '' }
  })

/** Takes in the lines of a CSV; their people are registered by a job. */
export const createUserImport: Command<{ lines: readonly UserLine[] }, UserImportRow> = async (ctx, { lines }) => {
  const created: UserImportRow = {
    id: newId(ctx.now),
    status: 'waiting',
    total: lines.length,
    created: 0,
    actorId: ctx.actor.id,
    createdAt: ctx.now,
  }
  await userImportRepository(ctx.db).insert(created, lines)
  const { id: subject, actorId, total: count } = created
  await recordAudit(ctx.db, { at: ctx.now, actorId, action: 'people.imported', subject, detail: { count } })
  ctx.wake('register-imported-users')
  return created
}
