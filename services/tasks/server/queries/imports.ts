import { Refusal } from '@popug/contracts/refusals.ts'
import type { TaskColumn } from '@popug/contracts/task-imports.ts'
import { type PageOf, pageFrom, pageRequest } from '@popug/service-kit'
import { type Import, importRepository, type LineRow } from '../db/import-repository.ts'
import { columnOf } from '../domain/import-lines.ts'
import type { Query } from '../world.ts'

/** A line that was refused: why, and which column is wrong where it is one. */
export interface RefusedLine {
  readonly line: number
  readonly reason: string
  readonly column: TaskColumn | null
}

/** An import with the lines it refused. */
export interface ImportReport extends Import {
  readonly refused: RefusedLine[]
}

/** An import holds at most so many lines, so this is all of them. */
const allLines = 10_000
/** In a list each import tells its first refused lines only. */
const firstLines = 20

const refusedOf = ({ line, reason }: LineRow): RefusedLine => ({
  line,
  reason: reason ?? '',
  column: columnOf(reason ?? ''),
})

/** One import with all lines it refused; refuses with `not_found`. */
export const getImport: Query<{ id: string }, ImportReport> = async ({ db }, { id }) => {
  const imports = importRepository(db)
  const found = await imports.find(id)
  if (!found) throw new Refusal('not_found')
  return { ...found, refused: (await imports.refusedLines(id, allLines)).map(refusedOf) }
}

/** Imports, newest first, each with the first lines it refused. */
export const listImports: Query<
  { after?: string | undefined; limit?: number | undefined },
  PageOf<ImportReport>
> = async ({ db }, asked) => {
  const request = pageRequest(asked, 1)
  const imports = importRepository(db)
  const { items, next } = pageFrom(await imports.list(request), request.limit, ({ id }) => [id])
  const reports: ImportReport[] = []
  for (const one of items) {
    reports.push({ ...one, refused: (await imports.refusedLines(one.id, firstLines)).map(refusedOf) })
  }
  return { items: reports, next }
}
