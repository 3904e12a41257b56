import { setTimeout as wait } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Database, Db } from './database.ts'
import type { BulkWriter, Dialect } from './dialect.ts'
import { insideTransaction, runInside } from './inside-transaction.ts'

const maxTries = 5

interface Parts<Tables> {
  readonly kysely: Kysely<Tables>
  readonly dialect: Dialect
  /** The bulk statements on this transaction. */
  readonly bulk: (on: Kysely<Tables>) => BulkWriter
  /** One transaction on a connection of its own, or several to a commit. */
  readonly begin: <T>(work: (tx: Kysely<Tables>) => Promise<T>) => Promise<T>
  /** A look at the database that does not wait for long; one statement unless told. */
  readonly ping?: () => Promise<void>
}

/** A `Database` over any engine: transactions with bounded retries. */
export const makeDatabase = <Tables>({ kysely, dialect, bulk, begin, ping }: Parts<Tables>): Database<Tables> => {
  const attempt = <T>(work: (tx: Db<Tables>) => Promise<T>): Promise<T> =>
    begin((tx) => runInside(() => work({ query: tx, dialect, ...bulk(tx) })))

  const transaction = async <T>(work: (tx: Db<Tables>) => Promise<T>): Promise<T> => {
    if (insideTransaction()) throw new Error('a transaction inside a transaction: pass the first one on')
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(work)
      } catch (error) {
        if (tries === maxTries || !dialect.isRetryable(error)) throw error
        await wait(2 ** tries * (5 + Math.random() * 5))
      }
    }
  }

  return {
    query: kysely,
    dialect,
    // Many rows are one change: outside of a transaction each of these is a transaction of its own.
    insertMany: (table, rows) => transaction((tx) => tx.insertMany(table, rows)),
    insertMissing: (table, rows) => transaction((tx) => tx.insertMissing(table, rows)),
    upsertMany: (table, key, rows) => transaction((tx) => tx.upsertMany(table, key, rows)),
    addMany: (table, key, rows) => transaction((tx) => tx.addMany(table, key, rows)),
    updateMany: (table, key, rows) => transaction((tx) => tx.updateMany(table, key, rows)),
    transaction,
    ping:
      ping ??
      (async () => {
        await sql`select 1`.execute(kysely)
      }),
    close: () => kysely.destroy(),
  }
}
