import { type BulkWriter, snake } from './dialect.ts'
import type { Row } from './row.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

const quoted = (name: string): string => `"${snake(name)}"`

/** Bulk statements on SQLite: one prepared statement run row by row, which needs no parsing and no bound on rows. */
export const sqliteBulk = (engine: SqliteEngine): BulkWriter => {
  const runAll = (sql: string, columns: readonly string[], rows: readonly Row[]): number => {
    const { statement } = engine.prepare(sql)
    const values: Row[string][] = new Array(columns.length)
    let changes = 0
    for (const row of rows) {
      for (let index = 0; index < columns.length; index++) values[index] = row[columns[index] as string] ?? null
      changes += Number(statement.run(...values).changes)
    }
    return changes
  }

  const insert = (table: string, columns: readonly string[]): string =>
    `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

  const rest = (columns: readonly string[], key: readonly string[]): string[] =>
    columns.filter((column) => !key.includes(column))

  return {
    async insertMany(table, rows) {
      const [first] = rows
      if (!first) return
      const columns = Object.keys(first)
      runAll(insert(table, columns), columns, rows)
    },
    async insertMissing(table, rows) {
      const [first] = rows
      if (!first) return 0
      const columns = Object.keys(first)
      return runAll(`${insert(table, columns)} ON CONFLICT DO NOTHING`, columns, rows)
    },
    async upsertMany(table, key, rows) {
      const [first] = rows
      if (!first) return
      const columns = Object.keys(first)
      const set = rest(columns, key).map((column) => `${quoted(column)} = excluded.${quoted(column)}`)
      const conflict = set.length > 0 ? `DO UPDATE SET ${set.join(', ')}` : 'DO NOTHING'
      runAll(`${insert(table, columns)} ON CONFLICT (${key.map(quoted).join(', ')}) ${conflict}`, columns, rows)
    },
    async addMany(table, key, rows) {
      const [first] = rows
      if (!first) return
      const columns = Object.keys(first)
      const set = rest(columns, key).map(
        (column) => `${quoted(column)} = ${quoted(table)}.${quoted(column)} + excluded.${quoted(column)}`,
      )
      runAll(
        `${insert(table, columns)} ON CONFLICT (${key.map(quoted).join(', ')}) DO UPDATE SET ${set.join(', ')}`,
        columns,
        rows,
      )
    },
    async updateMany(table, key, rows) {
      const [first] = rows
      if (!first) return
      const columns = rest(Object.keys(first), key)
      const set = columns.map((column) => `${quoted(column)} = ?`).join(', ')
      const where = key.map((column) => `${quoted(column)} = ?`).join(' AND ')
      runAll(`UPDATE ${quoted(table)} SET ${set} WHERE ${where}`, [...columns, ...key], rows)
    },
  }
}
