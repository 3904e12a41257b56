import { Refusal } from '@popug/contracts/refusals.ts'
import type { UserLineReason } from '@popug/contracts/user-imports.ts'
import { type PageOf, pageRequest } from '@popug/service-kit'
import { type UserImportRow, userImportRepository } from '../db/user-import-repository.ts'
import type { Query } from '../world.ts'

/** An import of people with the lines it refused, and how many of its people have no password yet. */
export interface UserImportReport extends UserImportRow {
  readonly refused: { line: number; reason: UserLineReason }[]
  readonly withoutPassword: number
}

/** An import holds at most so many lines, so this is all of them. */
const allLines = 2_000
/** In a list each import tells its first refused lines only. */
const firstLines = 20

const reportOf: Query<{ row: UserImportRow; lines: number }, UserImportReport> = async ({ db }, { row, lines }) => {
  const imports = userImportRepository(db)
  const refused = await imports.refusedLines(row.id, lines)
  return { ...row, refused, withoutPassword: await imports.countWithoutPassword(row.id) }
}

/** One import of people with all lines it refused; refuses with `not_found`. */
export const getUserImport: Query<{ id: string }, UserImportReport> = async (ctx, { id }) => {
  const row = await userImportRepository(ctx.db).find(id)
  if (!row) throw new Refusal('not_found')
  return reportOf(ctx, { row, lines: allLines })
}

/** Imports of people, newest first, each with the first lines it refused. */
export const listUserImports: Query<
  { after?: string | undefined; limit?: number | undefined },
  PageOf<UserImportReport>
> = async (ctx, asked) => {
  const { items, next } = await userImportRepository(ctx.db).list(pageRequest(asked, 1))
  const reports: UserImportReport[] = []
  for (const row of items) reports.push(await reportOf(ctx, { row, lines: firstLines }))
  return { items: reports, next }
}
