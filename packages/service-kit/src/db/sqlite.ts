import { CamelCasePlugin, Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import type { ColumnTypes, Dialect } from './dialect.ts'
import { GroupCommit } from './group-commit.ts'
import { makeDatabase } from './make-database.ts'
import { sqliteBulk } from './sqlite-bulk.ts'
import { sqliteDialect } from './sqlite-driver.ts'
import { SqliteEngine } from './sqlite-engine.ts'

const text = sql`text`
const types: ColumnTypes = {
  id: text,
  bigint: sql`integer`,
  integer: sql`integer`,
  day: text,
  word: text,
  text: () => text,
  longText: text,
  bytes: () => sql`blob`,
  longBytes: sql`blob`,
  serial: sql`integer primary key autoincrement`,
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')

/** What is SQLite's own: https://sqlite.org/rescode.html names the errors by these words. */
const sqlite: Dialect = {
  name: 'sqlite',
  shared: false,
  types,
  forUpdate: (query) => query,
  along: (index) => sql`indexed by ${sql.id(index)}`,
  isDuplicate: (error) => /UNIQUE constraint failed|PRIMARY KEY constraint failed/.test(messageOf(error)),
  isRetryable: (error) => /database is locked|database table is locked/.test(messageOf(error)),
  isUnavailable: (error) =>
    /disk I\/O error|database or disk is full|unable to open database file|database is not open|no database connection/.test(
      messageOf(error),
    ),
}

/** Milliseconds that a statement waits for its turn. */
const defaultAcquireTimeout = 30_000

/** A database over an engine that is open already. */
export const sqliteDatabase = <Tables>(
  engine: SqliteEngine,
  acquireTimeout = defaultAcquireTimeout,
): Database<Tables> => {
  const kysely = new Kysely<Tables>({
    dialect: sqliteDialect(engine, acquireTimeout),
    plugins: [new CamelCasePlugin()],
  })
  const group = new GroupCommit({ kysely, inTransaction: () => engine.inTransaction })
  return makeDatabase({
    kysely,
    dialect: sqlite,
    bulk: () => sqliteBulk(engine),
    begin: (work) => group.transaction(work),
  })
}

/** Opens a service's SQLite file; `:memory:` for a database that is gone when closed. */
export const openSqlite = <Tables>(file: string): Database<Tables> => sqliteDatabase(new SqliteEngine(file))
