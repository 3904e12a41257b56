import type { LineOutcome } from '@popug/contracts/task-imports.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { Csv, mapPage } from '@popug/service-kit'
import { type LineReport, listImportLines } from '../queries/import-lines.ts'
import { door, type Session } from '../world.ts'

const linesAtOnce = 500

/** The lines as a file that can be mended and sent again: what was refused stands under the columns of an import. */
async function* csvLines(session: Session, asked: { readonly id: string; readonly outcome?: LineOutcome | undefined }) {
  yield ['line', 'outcome', 'key', 'title', 'description', 'reason']
  let after: string | undefined
  do {
    const page: Awaited<ReturnType<typeof listImportLines>> = await listImportLines(session, {
      ...asked,
      after,
      limit: linesAtOnce,
    })
    for (const { line, outcome, reason, task, given } of page.items) {
      const { key = task?.key ?? '', title = task?.title ?? '', description = '' } = given
      yield [line, outcome, key, title, description, reason]
    }
    after = page.next ?? undefined
  } while (after !== undefined)
}

const view = ({ given: _, ...line }: LineReport): Omit<LineReport, 'given'> => line

/** The door of an import's lines. */
export const importLineDoors = [
  door(taskRoutes.listImportLines, async (call) => {
    const asked = { ...call.params, outcome: call.query.outcome }
    const page = await listImportLines(call, { ...call.query, ...asked })
    if (!call.caller.wantsCsv) return mapPage(page, view)
    return new Csv(`import-${asked.outcome ?? 'lines'}.csv`, csvLines(call, asked))
  }),
]
