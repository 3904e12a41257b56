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
import { insideTransaction } from './inside-transaction.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

/** SQLite rolls DDL back, so a migration that dies half way leaves nothing. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/**
 * Kysely on one SQLite connection: statements and transactions take turns, first come, first served. One that waits
 * longer than `acquireTimeout` milliseconds fails: someone holds a transaction open.
 */
export const sqliteDialect = (engine: SqliteEngine, acquireTimeout: number): KyselyDialect => ({
  createAdapter: () => new Adapter(),
  createDriver: () => new SqliteDriver(engine, acquireTimeout),
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

/** Milliseconds of statements after which timers and sockets get their turn: SQLite never waits for anything itself. */
const longestTurn = 5

interface Waiting {
  readonly take: () => void
  readonly timer: NodeJS.Timeout
}

class SqliteDriver implements Driver {
  readonly #engine: SqliteEngine
  readonly #connection: SqliteConnection
  readonly #waiting: Waiting[] = []
  readonly #acquireTimeout: number
  #busy = false
  #turnBegan: number | undefined

  constructor(engine: SqliteEngine, acquireTimeout: number) {
    this.#engine = engine
    this.#acquireTimeout = acquireTimeout
    this.#connection = new SqliteConnection(engine)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    // It would wait for itself.
    if (insideTransaction()) throw new Error('a statement beside the transaction that it stands in: use `ctx.db`')
    await this.#takeTurns()
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
          reject(new Error(`no database connection within ${this.#acquireTimeout} ms: a transaction is held open`))
        }, this.#acquireTimeout),
      }
      this.#waiting.push(waiting)
    })
  }

  async #takeTurns(): Promise<void> {
    if (this.#turnBegan === undefined) {
      this.#turnBegan = performance.now()
      setImmediate(() => {
        this.#turnBegan = undefined
      })
    } else if (performance.now() - this.#turnBegan > longestTurn) {
      await new Promise((resolve) => setImmediate(resolve))
    }
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
    // A commit that fails for want of room has rolled back by itself; the reason must not be hidden by a second error.
    if (this.#engine.inTransaction) await connection.executeQuery(CompiledQuery.raw('ROLLBACK'))
  }

  async destroy(): Promise<void> {
    this.#engine.close()
  }
}
