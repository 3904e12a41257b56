import { type CsvFault, readCsv } from './csv.ts'
import { invalid, refusalFor } from './refusals.ts'

/** What is wrong with a line whatever its fields mean. */
export type TableFault = CsvFault | 'too_many_fields' | 'not_utf8'

/** A line of a table: its fields by their columns, trimmed; empty ones are left out. */
export interface TableLine<Column extends string> {
  readonly line: number
  readonly values: Readonly<Partial<Record<Column, string>>>
  readonly fault: TableFault | null
}

interface TableRules<Column extends string> {
  readonly columns: readonly Column[]
  /** Columns that may be there and are not read. */
  readonly passedOver?: readonly string[]
  /** The columns that the header must name. */
  readonly required: readonly Column[]
  readonly maxLines: number
}

const listed = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const headerOf = <Column extends string>(
  header: readonly string[],
  { columns, passedOver = [], required }: TableRules<Column>,
): (Column | null)[] => {
  const names = header.map((name) => name.trim().toLowerCase())
  const strange = names.find((name) => !columns.includes(name as Column) && !passedOver.includes(name))
  if (strange !== undefined) {
    const said = `the header names the column "${strange.slice(0, 40)}"; there are ${listed(columns)}`
    throw invalid('/body', 'unknown_column', said, { column: strange.slice(0, 40), columns: columns.join(', ') })
  }
  if (new Set(names).size < names.length) throw invalid('/body', 'column_twice', 'the header names a column twice')
  const missing = required.find((column) => !names.includes(column))
  if (missing)
    throw invalid('/body', 'missing_column', `the header must name the column ${missing}`, { column: missing })
  return names.map((name) => (columns.includes(name as Column) ? (name as Column) : null))
}

/**
 * The lines of a CSV below its header row, by the names there, in any order and case. Refuses one that is empty, has other
 * columns or none of those required, or no lines (`invalid`), and one of more than `maxLines` (`too_large`).
 */
export const readTable = <Column extends string>(csv: string, rules: TableRules<Column>): TableLine<Column>[] => {
  const records = readCsv(csv)
  const header = records.next()
  if (header.done) throw invalid('/body', 'file_empty', 'the file is empty')
  const names = headerOf(header.value.fields, rules)
  const lines: TableLine<Column>[] = []
  for (const { line, fields, fault } of records) {
    if (lines.length === rules.maxLines) {
      const said = `a file may have ${rules.maxLines.toLocaleString('en')} lines at most`
      throw refusalFor('too_large', '/body', 'too_many_lines', said, { limit: rules.maxLines })
    }
    const given = names.flatMap((name, index): [Column, string][] =>
      name === null ? [] : [[name, (fields[index] ?? '').trim()]],
    )
    const values = Object.fromEntries(given.filter(([, value]) => value !== '')) as TableLine<Column>['values']
    // What a decoder puts where bytes are not UTF-8: a file saved in another encoding.
    const isStrange = given.some(([, value]) => value.includes('\uFFFD'))
    const found = fault ?? (fields.length > names.length ? 'too_many_fields' : isStrange ? 'not_utf8' : null)
    lines.push({ line, values, fault: found })
  }
  if (lines.length === 0) throw invalid('/body', 'no_lines', 'there are no lines below the header')
  return lines
}
