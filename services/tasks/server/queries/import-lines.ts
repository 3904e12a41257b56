import { Refusal } from '@popug/contracts/refusals.ts'
import type { LineOutcome, TaskImportLine } from '@popug/contracts/task-imports.ts'
import { type PageOf, pageFrom, pageRequest } from '@popug/service-kit'
import { importRepository, type LineRow } from '../db/import-repository.ts'
import { taskRepository } from '../db/task-repository.ts'
import { columnOf, type GivenTexts } from '../domain/import-lines.ts'
import type { Context, Query } from '../world.ts'

/** What became of a line, and what it held where it was refused. */
export interface LineReport extends TaskImportLine {
  readonly given: GivenTexts
}

const outcomeOf = ({ reason, taskId }: LineRow): LineOutcome =>
  reason !== null ? 'refused' : taskId !== null ? 'created' : 'waiting'

const withTasks = async ({ db }: Pick<Context, 'db'>, rows: readonly LineRow[]): Promise<LineReport[]> => {
  const tasks = await taskRepository(db).titles(rows.flatMap(({ taskId }) => taskId ?? []))
  const byId = new Map(tasks.map((task) => [task.id, task]))
  return rows.map((row) => ({
    line: row.line,
    outcome: outcomeOf(row),
    reason: row.reason,
    column: columnOf(row.reason ?? ''),
    task: (row.taskId !== null && byId.get(row.taskId)) || null,
    given: row.given === null ? {} : (JSON.parse(row.given) as GivenTexts),
  }))
}

/** What became of the lines of an import, in the order of the file; refuses with `not_found`. */
export const listImportLines: Query<
  { id: string; outcome?: LineOutcome | undefined; after?: string | undefined; limit?: number | undefined },
  PageOf<LineReport>
> = async ({ db }, { id, outcome, ...asked }) => {
  const request = pageRequest(asked, 1)
  const imports = importRepository(db)
  if (!(await imports.find(id))) throw new Refusal('not_found')
  const { items, next } = pageFrom(await imports.lines(id, request, outcome), request.limit, ({ line }) => [line])
  return { items: await withTasks({ db }, items), next }
}
