import { escape as literalOf } from 'mysql2'
import { type BulkWriter, snake } from './dialect.ts'
import type { Row } from './row.ts'

/** Bounds of one statement: rows, and characters of their values, far below any `max_allowed_packet`. */
const maxRows = 1_000
const maxLength = 1_000_000

const quoted = (name: string): string => `\`${snake(name)}\``

/**
 * A text as a literal. Within single quotes nothing but the quote and the backslash means anything, in UTF-8 and in the mode
 * that every connection is told; the client would write every quotation mark of a JSON text out with a backslash,
 * which takes ten times as long.
 */
const textLiteral = (value: string): string =>
  special.test(value) ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : `'${value}'`
const special = /['\\]/

const literal = (value: Row[string] | undefined): string => {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? textLiteral(value) : literalOf(Buffer.from(value))
}

const tuple = (columns: readonly string[], row: Row): string => columns.map((column) => literal(row[column])).join(', ')

/** Rows as texts, gathered into statements of bounded size; a row that is larger than the bound stands alone. */
const inStatements = function* (rows: readonly Row[], textOf: (row: Row) => string): Generator<string[]> {
  let texts: string[] = []
  let length = 0
  for (const row of rows) {
    const text = textOf(row)
    if (texts.length > 0 && (texts.length === maxRows || length + text.length > maxLength)) {
      yield texts
      texts = []
      length = 0
    }
    texts.push(text)
    length += text.length
  }
  if (texts.length > 0) yield texts
}

const rest = (columns: readonly string[], key: readonly string[]): string[] =>
  columns.filter((column) => !key.includes(column))

/** Runs one statement and answers how many rows it changed: one for a new row, none for one left as it was. */
export type RunText = (text: string) => Promise<number>

/**
 * Bulk statements on MySQL and MariaDB: many rows to a statement, sent as text, for one long statement is parsed faster
 * than many are prepared. `values(column)` is what both understand of naming the row that came.
 */
export const mysqlBulk = (run: RunText): BulkWriter => {
  const insert = async (table: string, rows: readonly Row[], ending: (columns: readonly string[]) => string) => {
    const columns = Object.keys(rows[0] ?? {})
    const head = `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values\n`
    let changed = 0
    for (const tuples of inStatements(rows, (row) => `(${tuple(columns, row)})`))
      changed += await run(head + tuples.join(',\n') + ending(columns))
    return changed
  }

  const keep = ([first = '']: readonly string[]): string =>
    `\non duplicate key update ${quoted(first)} = ${quoted(first)}`

  const onDuplicate =
    (key: readonly string[], set: (column: string) => string) =>
    (columns: readonly string[]): string => {
      const others = rest(columns, key)
      return others.length === 0 ? keep(columns) : `\non duplicate key update ${others.map(set).join(', ')}`
    }

  return {
    insertMany: async (table, rows) => {
      await insert(table, rows, () => '')
    },
    insertMissing: (table, rows) => insert(table, rows, keep),
    upsertMany: async (table, key, rows) => {
      const set = (column: string): string => `${quoted(column)} = values(${quoted(column)})`
      await insert(table, rows, onDuplicate(key, set))
    },
    addMany: async (table, key, rows) => {
      const set = (column: string): string => `${quoted(column)} = ${quoted(column)} + values(${quoted(column)})`
      await insert(table, rows, onDuplicate(key, set))
    },
    updateMany: async (table, key, rows) => {
      const columns = Object.keys(rows[0] ?? {})
      const on = key.map((column) => `given.${quoted(column)} = there.${quoted(column)}`).join(' and ')
      const set = rest(columns, key).map((column) => `there.${quoted(column)} = given.${quoted(column)}`)
      for (const tuples of inStatements(rows, (row) => tuple(columns, row))) {
        // The names stand in front by a select without rows; the join is pinned: from what is given to the table's key.
        await run(`update (select ${columns.map((column) => `null as ${quoted(column)}`).join(', ')} where false
union all select ${tuples.join('\nunion all select ')}) as given
straight_join ${quoted(table)} as there on ${on} set ${set.join(', ')}`)
      }
    },
  }
}
