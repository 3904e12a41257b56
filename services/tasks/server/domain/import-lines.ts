import { readTable } from '@popug/contracts/csv-table.ts'
import { type TaskColumn, taskColumns } from '@popug/contracts/task-imports.ts'

/** A line of an import: what a task is created from, or the reason why none is. */
export interface ImportLine {
  readonly line: number
  readonly title: string
  readonly description: string
  readonly key: string | null
  readonly reason: string | null
  /** What a refused line held, so that it can be mended. */
  readonly given: GivenTexts | null
}

/** The texts of a line by column; what is empty is left out. */
export type GivenTexts = Readonly<Partial<Record<TaskColumn, string>>>

/** Why a line is refused, in the words that the report shows. */
export const lineReasons = {
  quote_not_closed: 'a quote that opens here is never closed',
  text_after_quote: 'there is text after a closing quote',
  not_utf8: 'the text is not UTF-8',
  too_many_fields: 'there are more fields than columns',
  title_missing: 'the title is missing',
  title_too_long: 'the title is longer than 200 characters',
  title_with_brackets: 'the title must not contain [ or ]; the key has a column of its own',
  description_too_long: 'the description is longer than 10,000 characters',
  key_too_long: 'the key is longer than 40 characters',
  key_with_signs: 'the key may have letters, digits and . _ / - only, and begins with a letter or digit',
  refused: 'no task can be created from this line',
} as const
export type LineReason = keyof typeof lineReasons

const maxLines = 10_000
/** Columns of a report of refused lines: it may come back as it is, its lines mended. */
const passedOver = ['line', 'outcome', 'reason'] as const
/** Characters kept of a refused text: more than any may have, so that what was too long stays so. */
const mostKept = 12_000

/** Which field of a task is wrong, and by which word of its schema. */
export interface FieldFault {
  readonly field: string
  readonly keyword: string
}

const columnsByReason: Readonly<Record<string, TaskColumn>> = {
  [lineReasons.title_missing]: 'title',
  [lineReasons.title_too_long]: 'title',
  [lineReasons.title_with_brackets]: 'title',
  [lineReasons.description_too_long]: 'description',
  [lineReasons.key_too_long]: 'key',
  [lineReasons.key_with_signs]: 'key',
}

/** The column that a reason is about; null: the line as a whole. */
export const columnOf = (reason: string): TaskColumn | null => columnsByReason[reason] ?? null

const reasonsByFault: Readonly<Record<string, LineReason>> = {
  'title minLength': 'title_missing',
  'title maxLength': 'title_too_long',
  'title pattern': 'title_with_brackets',
  'description maxLength': 'description_too_long',
  'key maxLength': 'key_too_long',
  'key pattern': 'key_with_signs',
}

const kept = (values: GivenTexts): GivenTexts =>
  Object.fromEntries(Object.entries(values).map(([column, text]) => [column, text.slice(0, mostKept)]))

/**
 * The lines of a CSV of tasks below its header row, each with the reason if it is refused; `faultOf` is the rule for
 * tasks that are created by hand. Refuses a CSV without the column title, with others than title, description, key and
 * those of a report of refused lines, or without lines (`invalid`), and one of more than 10,000 lines (`too_large`).
 */
export const readImport = (csv: string, faultOf: (task: GivenTexts) => FieldFault | null): ImportLine[] => {
  const lines = readTable(csv, { columns: taskColumns, passedOver, required: ['title'], maxLines })
  return lines.map(({ line, values, fault }) => {
    const wrong = fault ? null : faultOf({ title: '', ...values })
    const reason = fault ?? (wrong && (reasonsByFault[`${wrong.field} ${wrong.keyword}`] ?? 'refused'))
    if (reason) return { line, title: '', description: '', key: null, reason: lineReasons[reason], given: kept(values) }
    const { title = '', description = '', key = null } = values
    return { line, title, description, key, reason: null, given: null }
  })
}
