import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'

/** Milliseconds between two tries: the first, and the longest. */
const firstPause = 100
const longestPause = 3_000

const isAway = ({ dialect }: Database<object>, error: unknown): boolean =>
  dialect.isUnavailable(error) || (error instanceof Error && dialect.isUnavailable(error.cause))

/**
 * Does something as soon as a database answers, and again where it goes away meanwhile: at growing pauses, until the
 * signal ends it, which is thrown with the reason why there was no answer as its cause. Every other error is thrown at once.
 */
export const whenReachable = async <T>(
  database: Database<object>,
  work: () => Promise<T>,
  { log, signal }: { readonly log: Logger; readonly signal?: AbortSignal | undefined },
): Promise<T> => {
  let cause: unknown
  for (let tries = 0; ; tries += 1) {
    if (signal?.aborted) throw new Error('the wait for the database was aborted', { cause: cause ?? signal.reason })
    try {
      await database.ping()
      return await work()
    } catch (error) {
      if (!isAway(database, error)) throw error
      cause = error
      // The 1st, 2nd, 4th, 8th … is told.
      if (Number.isInteger(Math.log2(tries + 1))) {
        log.warn({ err: error, tries: tries + 1 }, 'the database does not answer yet; waiting for it')
      }
      const pause = wait(Math.min(longestPause, firstPause * 2 ** tries), undefined, signal ? { signal } : {})
      // Broken off, it ends above, where the cause is told.
      await pause.catch(() => undefined)
    }
  }
}
