import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  type Dialect as KyselyDialect,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely'
import type { PoolConnection, ResultSetHeader } from 'mysql2'
import { insideTransaction } from './inside-transaction.ts'
import type { MysqlEngine } from './mysql-engine.ts'

/** Seconds of one wait for another instance that migrates, and how many of them there are. */
const migrationWait = 20
const migrationWaits = 90

/** Of this database alone; a name may have 64 characters, and MySQL 9 has no md5 any more. */
const migrationLock = sql`concat('popug ', left(sha2(database(), 256), 40))`

/** One instance migrates a database; the others wait for the lock, which its connection's end gives back. */
class Adapter extends MysqlAdapter {
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    for (let tries = 0; tries < migrationWaits; tries++) {
      const { rows } = await sql<{ got: number | null }>`
        select get_lock(${migrationLock}, ${sql.lit(migrationWait)}) as got`.execute(db)
      if (rows[0]?.got === 1) return
    }
    throw new Error(`another instance has been migrating for ${migrationWait * migrationWaits} seconds`)
  }

  override async releaseMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`select release_lock(${migrationLock})`.execute(db)
  }
}

const preparedQueries = new WeakSet<CompiledQuery>()
const isPrepared = (query: CompiledQuery): boolean => preparedQueries.has(query)

/** Has the server prepare a statement, once a connection, and sends it the parameters as bytes instead of as text. */
export const prepared = (query: CompiledQuery): CompiledQuery => {
  preparedQueries.add(query)
  return query
}

/** Kysely on a pool of connections. */
export const mysqlDialect = (engine: MysqlEngine): KyselyDialect => ({
  createAdapter: () => new Adapter(),
  createDriver: () => new MysqlDriver(engine),
  createIntrospector: (db: Kysely<unknown>) => new MysqlIntrospector(db),
  createQueryCompiler: () => new MysqlQueryCompiler(),
})

/** `Rows matched: 3  Changed: 2  Warnings: 0`, in whatever language the server speaks. */
const matchedRows = ({ info, affectedRows }: ResultSetHeader): number => Number(/\d+/.exec(info)?.[0] ?? affectedRows)

class MysqlConnection implements DatabaseConnection {
  readonly #engine: MysqlEngine
  readonly raw: PoolConnection

  constructor(engine: MysqlEngine, raw: PoolConnection) {
    this.#engine = engine
    this.raw = raw
  }

  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const { sql: text, parameters, query } = compiled
    const how = isPrepared(compiled) ? 'execute' : 'query'
    const answer = await this.#engine.run(this.raw, text, parameters, { how })
    if (Array.isArray(answer)) return { rows: answer as R[] }
    const header = answer as ResultSetHeader
    // An update counts the rows that it found, as SQLite does, whether or not it left them as they were.
    const rows = query.kind === 'UpdateQueryNode' ? matchedRows(header) : header.affectedRows
    return { rows: [], numAffectedRows: BigInt(rows), insertId: BigInt(header.insertId) }
  }

  // biome-ignore lint/correctness/useYield: nothing here reads row by row, and keyset pages do without.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are read in pages')
  }
}

class MysqlDriver implements Driver {
  readonly #engine: MysqlEngine

  constructor(engine: MysqlEngine) {
    this.#engine = engine
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<MysqlConnection> {
    // It would not see what the transaction did, and might wait for its locks for ever.
    if (insideTransaction()) throw new Error('a statement beside the transaction that it stands in: use `ctx.db`')
    return new MysqlConnection(this.#engine, await this.#engine.acquire())
  }

  async releaseConnection({ raw }: MysqlConnection): Promise<void> {
    this.#engine.release(raw)
  }

  async beginTransaction(connection: MysqlConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: MysqlConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: MysqlConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    } catch {
      // A connection that is gone has rolled back by that; the reason must not be hidden by a second error.
      this.#engine.abandon(connection.raw)
    }
  }

  async destroy(): Promise<void> {
    await this.#engine.close()
  }
}
