import { readTable } from '@popug/contracts/csv-table.ts'

/** A line of an import: what a task is created from, or the reason why none is. */
export interface ImportLine {
  readonly line: number
  readonly title: string
  readonly description: string
  readonly key: string | null
  readonly reason: string | null
}

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

const columns = ['title', 'description', 'key'] as const
type Column = (typeof columns)[number]
const maxLines = 10_000

/** Which field of a task is wrong, and by which word of its schema. */
export interface FieldFault {
  readonly field: string
  readonly keyword: string
}

const reasonsByFault: Readonly<Record<string, LineReason>> = {
  'title minLength': 'title_missing',
  'title maxLength': 'title_too_long',
  'title pattern': 'title_with_brackets',
  'description maxLength': 'description_too_long',
  'key maxLength': 'key_too_long',
  'key pattern': 'key_with_signs',
}

/**
 * The lines of a CSV of tasks below its header row, each with the reason if it is refused; `faultOf` is the rule for
 * tasks that are created by hand. Refuses a CSV without the column title, with others than title, description and key,
 * or without lines (`invalid`), and one of more than 10,000 lines (`too_large`).
 */
export const readImport = (
  csv: string,
  faultOf: (task: Readonly<Partial<Record<Column, string>>>) => FieldFault | null,
): ImportLine[] => {
  const lines = readTable(csv, { columns, required: ['title'], maxLines })
  return lines.map(({ line, values, fault }) => {
    const wrong = fault ? null : faultOf({ title: '', ...values })
    const reason = fault ?? (wrong && (reasonsByFault[`${wrong.field} ${wrong.keyword}`] ?? 'refused'))
    if (reason) return { line, title: '', description: '', key: null, reason: lineReasons[reason] }
    const { title = '', description = '', key = null } = values
    return { line, title, description, key, reason: null }
  })
}
