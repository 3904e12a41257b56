import { setTimeout as wait } from 'node:timers/promises'
import { createPool, type Pool, type PoolConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2'
import { byBytes } from './mysql-collation.ts'
import { endsConnection, NoConnection } from './mysql-errors.ts'

export interface MysqlOptions {
  /** The most connections that are open at once; 10 unless told. */
  readonly connections?: number
  /** Milliseconds that a statement waits for a connection; 10 s unless told. */
  readonly acquireTimeout?: number
}

interface RunOptions {
  /** Milliseconds. */
  readonly timeout?: number | undefined
  /** As one text, with the parameters written into it, or prepared by the server. */
  readonly how?: 'query' | 'execute'
}

/** What a statement answered: rows, or a count of them. */
export type MysqlAnswer = readonly RowDataPacket[] | ResultSetHeader

/** Those who may wait for a connection, and the milliseconds to make one, to run a statement, and to close. */
const maxWaiting = 1_000
const connectTimeout = 5_000
const statementTimeout = 120_000
const pingTimeout = 3_000
const closeTimeout = 5_000

/**
 * What every connection is told once. READ COMMITTED: whoever reads, computes and writes locks the row first, so a
 * snapshot would only make locks wider (docs/decisions/0008).
 */
const sessionStatements = [
  'set session transaction isolation level read committed',
  // As the columns are: the bulk statements compare columns with texts that they bring.
  `set names utf8mb4 collate ${byBytes}`,
  `set time_zone = '+00:00', innodb_lock_wait_timeout = 10,
   sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY'`,
]

const isDdl = /^\s*(?:create|alter|drop)\b/i

/** A bounded pool of connections to one MySQL or MariaDB database; what breaks is replaced by the next who asks. */
export class MysqlEngine {
  readonly #pool: Pool
  readonly #open = new Set<PoolConnection>()
  readonly #acquireTimeout: number
  readonly #broken = new WeakSet<PoolConnection>()

  constructor(url: string, { connections = 10, acquireTimeout = 10_000 }: MysqlOptions = {}) {
    const { hostname, port, username, password, pathname } = new URL(url)
    this.#acquireTimeout = acquireTimeout
    this.#pool = createPool({
      host: decodeURIComponent(hostname).replace(/^\[|\]$/g, ''),
      port: Number(port || 3306),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
      connectionLimit: connections,
      queueLimit: maxWaiting,
      connectTimeout,
      charset: 'UTF8MB4_BIN',
      timezone: 'Z',
      supportBigNumbers: true,
      decimalNumbers: true,
      // Off: a row that an upsert leaves as it was counts as none, by which `insertMissing` knows the new ones.
      flags: ['-FOUND_ROWS'],
      enableKeepAlive: true,
      keepAliveInitialDelay: 10_000,
    })
  }

  /** A connection of one's own until `release`; rejects with `NoConnection` when none comes free in time. */
  async acquire(within = this.#acquireTimeout): Promise<PoolConnection> {
    const connection = await this.#take(within)
    if (this.#open.has(connection)) return connection
    this.#open.add(connection)
    connection.once('end', () => this.#open.delete(connection))
    // What goes wrong between statements is told to whoever uses it next; the pool has dropped it by then.
    connection.on('error', () => this.#broken.add(connection))
    try {
      for (const text of sessionStatements) await this.run(connection, text, [])
      return connection
    } catch (error) {
      this.abandon(connection)
      this.release(connection)
      throw error
    }
  }

  #take(within: number): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      let late = false
      const timer = setTimeout(() => {
        late = true
        reject(new NoConnection(`no database connection within ${within} ms`))
      }, within)
      this.#pool.getConnection((error, connection) => {
        clearTimeout(timer)
        if (late) connection?.release()
        else if (error) reject('code' in error && error.code ? error : new NoConnection(error.message))
        else resolve(connection)
      })
    })
  }

  /** Gives a connection back; one that broke is closed instead. */
  release(connection: PoolConnection): void {
    if (this.#broken.has(connection)) {
      this.#open.delete(connection)
      connection.destroy()
    } else {
      connection.release()
    }
  }

  /** Notes that nobody knows what state a connection is in. */
  abandon(connection: PoolConnection): void {
    this.#broken.add(connection)
  }

  /** Runs one statement. One that takes longer than two minutes fails, and its connection with it; DDL takes what it takes. */
  run(
    connection: PoolConnection,
    text: string,
    parameters: readonly unknown[],
    { timeout = isDdl.test(text) ? undefined : statementTimeout, how = 'query' }: RunOptions = {},
  ): Promise<MysqlAnswer> {
    // The client looks for question marks in a text that has values, even none: in a bulk statement that is a megabyte.
    const values = parameters.length === 0 ? null : parameters.map(plain)
    return new Promise((resolve, reject) => {
      connection[how]<RowDataPacket[] | ResultSetHeader>(
        { sql: text, values, ...(timeout ? { timeout } : {}) },
        (error, answer) => {
          if (!error) return resolve(answer)
          if (endsConnection(error)) this.abandon(connection)
          reject(error)
        },
      )
    })
  }

  /** Throws if the server does not answer within seconds. */
  async ping(): Promise<void> {
    const connection = await this.acquire(pingTimeout)
    try {
      await this.run(connection, 'select 1', [], { timeout: pingTimeout })
    } finally {
      this.release(connection)
    }
  }

  /** Closes all connections, those in use too when they do not end soon. */
  async close(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#pool.end(() => resolve()))
    const timeout = new AbortController()
    await Promise.race([ended, wait(closeTimeout, undefined, { signal: timeout.signal }).catch(() => undefined)])
    timeout.abort()
    this.kill()
  }

  /** Cuts every connection off, as the death of the process would. */
  kill(): void {
    this.#pool.end(() => undefined)
    for (const connection of this.#open) connection.destroy()
    this.#open.clear()
  }
}

/** The client would write an object out as SQL of its own; nothing but plain values may come so far. */
const plain = (value: unknown): string | number | bigint | boolean | null | Buffer => {
  if (value === null || value === undefined) return null
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (typeof value === 'object' || typeof value === 'function' || typeof value === 'symbol')
    throw new TypeError(`a parameter of a statement must be a plain value, not ${String(value)}`)
  return value as string | number | bigint | boolean
}
