import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  type Dialect as KyselyDialect,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SqliteEngine } from './sqlite-engine.ts'

/** How long a statement waits for the one connection before it is an error: someone holds a transaction open. */
const acquireTimeout = 30_000

/** Kysely on one SQLite connection: statements and transactions take turns, first come, first served. */
export const sqliteDialect = (engine: SqliteEngine): KyselyDialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new SqliteDriver(engine),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})

class SqliteConnection implements DatabaseConnection {
  readonly #engine: SqliteEngine

  constructor(engine: SqliteEngine) {
    this.#engine = engine
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, reads } = this.#engine.prepare(sql)
    if (reads) return { rows: statement.all(...parameters) as R[] }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    for (const row of this.#engine.prepare(sql).statement.iterate(...parameters)) yield { rows: [row as R] }
  }
}

interface Waiting {
  readonly take: () => void
  readonly timer: NodeJS.Timeout
}

class SqliteDriver implements Driver {
  readonly #engine: SqliteEngine
  readonly #connection: SqliteConnection
  readonly #waiting: Waiting[] = []
  #busy = false

  constructor(engine: SqliteEngine) {
    this.#engine = engine
    this.#connection = new SqliteConnection(engine)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (!this.#busy) {
      this.#busy = true
      return this.#connection
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        take: () => {
          clearTimeout(waiting.timer)
          resolve(this.#connection)
        },
        timer: setTimeout(() => {
          this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
          reject(new Error(`no database connection within ${acquireTimeout} ms: a transaction is held open`))
        }, acquireTimeout),
      }
      this.#waiting.push(waiting)
    })
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift()
    if (next) next.take()
    else this.#busy = false
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('ROLLBACK'))
  }

  async destroy(): Promise<void> {
    this.#engine.close()
  }
}
