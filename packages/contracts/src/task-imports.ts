import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { only } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'tasks'
const largest = 4 * 1024 * 1024
const overseers = only('manager', 'admin')

/** The columns of a CSV of tasks. */
export const taskColumns = ['title', 'description', 'key'] as const
export type TaskColumn = (typeof taskColumns)[number]
const Column = Type.Enum([...taskColumns], { description: 'where it is wrong; null: the line as a whole' })

/** A CSV of tasks taken in; refused lines say why and the others are created all the same. */
export const TaskImport = Type.Object({
  id: Id,
  status: Type.Enum(['waiting', 'running', 'done']),
  total: Type.Integer(),
  created: Type.Integer(),
  refused: Type.Array(
    Type.Object({ line: Type.Integer(), reason: Type.String(), column: Type.Optional(orNull(Column)) }),
  ),
  createdAt: Moment,
})
export type TaskImport = Static<typeof TaskImport>

export const lineOutcomes = ['waiting', 'created', 'refused'] as const
export type LineOutcome = (typeof lineOutcomes)[number]

/** What became of one line of a CSV. */
export const TaskImportLine = Type.Object({
  line: Type.Integer(),
  outcome: Type.Enum([...lineOutcomes]),
  reason: orNull(Type.String()),
  column: orNull(Column),
  task: orNull(Type.Object({ id: Id, key: orNull(Type.String()), title: Type.String() })),
})
export type TaskImportLine = Static<typeof TaskImportLine>

const one = closedObject({ id: Id })

export const taskImportRoutes = {
  createImport: route({
    name: 'createImport',
    service,
    method: 'POST',
    path: '/imports',
    who: overseers,
    summary:
      'Takes in a CSV with the columns title, description, key (RFC 4180, UTF-8, at most 10,000 lines); line, outcome and reason are passed over',
    body: Type.String({ maxLength: largest }),
    consumes: 'text/csv',
    bodyLimit: largest,
    status: 202,
    answer: TaskImport,
    creates: true,
    refusals: ['no_performers', 'too_large'],
  }),
  listImports: route({
    name: 'listImports',
    service,
    method: 'GET',
    path: '/imports',
    who: overseers,
    summary: 'Imports, newest first, each with the first 20 of its refused lines',
    query: query({ ...paging }),
    answer: pageOf(TaskImport),
  }),
  getImport: route({
    name: 'getImport',
    service,
    method: 'GET',
    path: '/imports/:id',
    who: overseers,
    summary: 'Progress of one import and its refused lines',
    params: one,
    answer: TaskImport,
    refusals: ['not_found'],
  }),
  listImportLines: route({
    name: 'listImportLines',
    service,
    method: 'GET',
    path: '/imports/:id/lines',
    who: overseers,
    summary:
      'What became of each line of an import, in the order of the file; the CSV has what refused lines held, to be mended and sent again',
    params: one,
    query: query({ ...paging, outcome: Type.Optional(Type.Enum([...lineOutcomes])) }),
    answer: pageOf(TaskImportLine),
    csv: true,
    refusals: ['not_found'],
  }),
}
