import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Database, Db } from './database.ts'
import type { BulkWriter, Dialect } from './dialect.ts'

const maxTries = 5
const running = new AsyncLocalStorage<true>()

/** Whether the caller stands inside a transaction: network calls refuse to start there. */
export const insideTransaction = (): boolean => running.getStore() === true

interface Parts<Tables> {
  readonly kysely: Kysely<Tables>
  readonly dialect: Dialect
  /** The bulk statements on this connection or transaction. */
  readonly bulk: (on: Kysely<Tables>) => BulkWriter
}

/** A `Database` over any engine: transactions with bounded retries. */
export const makeDatabase = <Tables>({ kysely, dialect, bulk }: Parts<Tables>): Database<Tables> => {
  const on = (query: Kysely<Tables>): Db<Tables> => ({ query, dialect, ...bulk(query) })

  const attempt = <T>(work: (tx: Db<Tables>) => Promise<T>): Promise<T> =>
    kysely.transaction().execute((tx) => running.run(true, () => work(on(tx))))

  return {
    ...on(kysely),
    async transaction(work) {
      if (insideTransaction()) throw new Error('a transaction inside a transaction: pass the first one on')
      for (let tries = 1; ; tries++) {
        try {
          return await attempt(work)
        } catch (error) {
          if (tries === maxTries || !dialect.isRetryable(error)) throw error
          await wait(2 ** tries * (5 + Math.random() * 5))
        }
      }
    },
    ping: async () => {
      await sql`select 1`.execute(kysely)
    },
    close: () => kysely.destroy(),
  }
}
