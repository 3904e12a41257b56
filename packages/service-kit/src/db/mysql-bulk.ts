import { setImmediate as nextTurn } from 'node:timers/promises'
import { escape as literalOf } from 'mysql2'
import { type BulkWriter, snake } from './dialect.ts'
import { givenTable } from './mysql-given.ts'
import type { Row } from './row.ts'

/**
 * Bounds of one statement: rows that are written into it, few enough that the server has begun while the next ones are still
 * being written, rows that are given beside it, and characters of their values, far below any `max_allowed_packet`.
 */
const maxLiterals = 250
const maxGiven = 1_000
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

const tuple = (columns: readonly string[], row: Row): string => {
  let text = ''
  for (const column of columns) text += text === '' ? literal(row[column]) : `, ${literal(row[column])}`
  return text
}

/** Rows as texts, gathered into statements of bounded size; a row that is larger than the bound stands alone. */
const inStatements = function* (
  rows: readonly Row[],
  textOf: (row: Row) => string,
  maxRows = maxLiterals,
): Generator<string[]> {
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

/**
 * Runs statements one after the other, writing each while the one before it runs. Never two at once: where one fails, the
 * transaction may be gone, and what came after it would stand alone.
 */
const inOrder = async (
  run: RunText,
  parts: Iterable<readonly string[]>,
  textOf: (tuples: readonly string[]) => string,
): Promise<number> => {
  let changed = 0
  let running: Promise<number> | undefined
  for (const part of parts) {
    const text = textOf(part)
    if (running) changed += await running
    running = run(text)
    // Now the client hands it to the server; what it rejects with is heard of below, at the next or last one.
    running.catch(() => undefined)
    await nextTurn()
  }
  return changed + ((await running) ?? 0)
}

const rest = (columns: readonly string[], key: readonly string[]): string[] =>
  columns.filter((column) => !key.includes(column))

/**
 * Runs one statement and answers how many rows it changed: one for a new row, none for one left as it was. With values it
 * is prepared by the server, which then gets them as bytes.
 */
export type RunText = (text: string, values?: readonly unknown[]) => Promise<number>

/** Characters, or bytes, from which on a value is long: the server reads a literal several times over, and bytes once. */
const longValue = 10_000

const lengthOf = (value: Row[string]): number =>
  typeof value === 'string' || value instanceof Uint8Array ? value.length : 0
const isLong = (row: Row): boolean => Object.values(row).some((value) => lengthOf(value) > longValue)

/** The columns in which a row has anything. No column of ours that may be null has a default, so the others become null. */
const filled = (rows: readonly Row[]): string[] =>
  Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== null))

/**
 * Bulk statements on MySQL and MariaDB: many rows to a statement, sent as text, for one long statement is parsed faster
 * than many are prepared. `values(column)` is what both understand of naming the row that came.
 */
export const mysqlBulk = (run: RunText): BulkWriter => {
  const insertInto = (table: string, columns: readonly string[]): string =>
    `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values\n`

  const insert = async (
    table: string,
    rows: readonly Row[],
    ending: (columns: readonly string[]) => string,
    columns = Object.keys(rows[0] ?? {}),
  ) => {
    const head = insertInto(table, columns)
    const texts = inStatements(rows, (row) => `(${tuple(columns, row)})`)
    return inOrder(run, texts, (tuples) => head + tuples.join(',\n') + ending(columns))
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
      const [row] = rows
      if (row && rows.length === 1 && isLong(row)) {
        const columns = Object.keys(row)
        const marks = columns.map(() => '?').join(', ')
        await run(`${insertInto(table, columns)}(${marks})`, Object.values(row))
      } else {
        await insert(table, rows, () => '', filled(rows))
      }
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
      const equals = (column: string, row: Row): string => `${quoted(column)} = ${literal(row[column])}`
      const others = rest(columns, key)
      const given = rows.length > 1 ? givenTable(columns, rows, quoted) : null
      if (!given) {
        for (const row of rows) {
          const set = others.map((column) => equals(column, row)).join(', ')
          await run(
            `update ${quoted(table)} set ${set} where ${key.map((column) => equals(column, row)).join(' and ')}`,
          )
        }
        return
      }
      const on = key.map((column) => `given.${quoted(column)} = there.${quoted(column)}`).join(' and ')
      const set = others.map((column) => `there.${quoted(column)} = given.${quoted(column)}`)
      // The join is pinned: from what is given to the table's key.
      const text = `update ${given} as given\nstraight_join ${quoted(table)} as there on ${on} set ${set.join(', ')}`
      const texts = inStatements(rows, (row) => JSON.stringify(columns.map((column) => row[column])), maxGiven)
      await inOrder(
        (values) => run(text, [values]),
        texts,
        (rowTexts) => `[${rowTexts.join(',')}]`,
      )
    },
  }
}
