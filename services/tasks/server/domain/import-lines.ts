import { invalid, Refusal } from '@popug/contracts/refusals.ts'
import { type CsvFault, readCsv } from './csv.ts'

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

const columnsOf = (header: readonly string[]): Column[] => {
  const names = header.map((name) => name.trim().toLowerCase())
  const strange = names.find((name) => !columns.includes(name as Column))
  if (strange !== undefined)
    throw invalid(
      '/body',
      `the header names the column "${strange.slice(0, 40)}"; there are title, description and key`,
    )
  if (new Set(names).size < names.length) throw invalid('/body', 'the header names a column twice')
  if (!names.includes('title')) throw invalid('/body', 'the header must name the column title')
  return names as Column[]
}

const reasonOf = (
  named: Readonly<Partial<Record<Column, string>>>,
  csvFault: CsvFault | 'too_many_fields' | null,
  faultOf: (task: Readonly<Partial<Record<Column, string>>>) => FieldFault | null,
): LineReason | null => {
  if (csvFault) return csvFault
  // What a decoder puts where bytes are not UTF-8: a file saved in another encoding.
  if (Object.values(named).some((value) => value.includes('\uFFFD'))) return 'not_utf8'
  const fault = faultOf(named)
  return fault && (reasonsByFault[`${fault.field} ${fault.keyword}`] ?? 'refused')
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
  const records = readCsv(csv)
  const header = records.next()
  if (header.done) throw invalid('/body', 'the file is empty')
  const names = columnsOf(header.value.fields)
  const lines: ImportLine[] = []
  for (const { line, fields, fault } of records) {
    if (lines.length === maxLines) throw new Refusal('too_large', 'a file may have 10,000 lines at most')
    const given = names.map((name, index): [Column, string] => [name, (fields[index] ?? '').trim()])
    const named: Partial<Record<Column, string>> = Object.fromEntries(
      given.filter(([name, value]) => value !== '' || name === 'title'),
    )
    const reason = reasonOf(named, fault ?? (fields.length > names.length ? 'too_many_fields' : null), faultOf)
    lines.push(
      reason
        ? { line, title: '', description: '', key: null, reason: lineReasons[reason] }
        : {
            line,
            title: named.title ?? '',
            description: named.description ?? '',
            key: named.key ?? null,
            reason: null,
          },
    )
  }
  if (lines.length === 0) throw invalid('/body', 'there are no lines below the header')
  return lines
}
