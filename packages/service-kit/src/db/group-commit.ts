import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type Kysely } from 'kysely'

/** The most transactions of one commit, and the milliseconds after which it takes no more of them. */
const maxTogether = 256
const longestGroup = 20

interface Waiting<Tables> {
  readonly run: (connection: Kysely<Tables>) => Promise<void>
  readonly succeed: () => void
  readonly fail: (error: unknown) => void
}

export interface GroupCommitParts<Tables> {
  readonly kysely: Kysely<Tables>
  /** Whether the connection still stands in the transaction: a full disk rolls it back by itself. */
  readonly inTransaction: () => boolean
}

/**
 * Transactions of a database with one connection, several to a commit: making a commit durable costs more than what is in
 * it. Each runs alone, one after the other, within a savepoint of its own: one that throws takes back only its own
 * changes. None is answered before the commit that holds it is durable; where the commit fails, all of it fail.
 */
export class GroupCommit<Tables> {
  readonly #parts: GroupCommitParts<Tables>
  readonly #waiting: Waiting<Tables>[] = []
  #running = false

  constructor(parts: GroupCommitParts<Tables>) {
    this.#parts = parts
  }

  /** Runs work in a transaction; resolves once it is durable. */
  transaction<T>(work: (connection: Kysely<Tables>) => Promise<T>): Promise<T> {
    const inContext = AsyncLocalStorage.snapshot()
    return new Promise((resolve, reject) => {
      let result: T
      this.#waiting.push({
        run: async (connection) => {
          result = await inContext(work, connection)
        },
        succeed: () => resolve(result),
        fail: reject,
      })
      if (this.#running) return
      this.#running = true
      void this.#run()
    })
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting.length > 0)
        await this.#parts.kysely.connection().execute((connection) => this.#group(connection))
    } catch (error) {
      // No connection, or no transaction on it: those that wait would wait for nothing.
      for (const one of this.#waiting.splice(0)) one.fail(error)
    } finally {
      this.#running = false
    }
  }

  async #group(connection: Kysely<Tables>): Promise<void> {
    const say = (text: string): Promise<unknown> => connection.executeQuery(CompiledQuery.raw(text))
    const done: Waiting<Tables>[] = []
    const began = performance.now()
    await say('BEGIN IMMEDIATE')
    try {
      while (this.#waiting.length > 0 && done.length < maxTogether && performance.now() - began < longestGroup) {
        const next = this.#waiting.shift() as Waiting<Tables>
        try {
          await say('SAVEPOINT work')
          await next.run(connection)
          await say('RELEASE work')
          done.push(next)
        } catch (error) {
          next.fail(error)
          if (!this.#parts.inTransaction()) throw error
          await say('ROLLBACK TO work')
          await say('RELEASE work')
        }
      }
      await say('COMMIT')
    } catch (error) {
      if (this.#parts.inTransaction()) await say('ROLLBACK')
      for (const one of done) one.fail(error)
      return
    }
    for (const one of done) one.succeed()
  }
}
