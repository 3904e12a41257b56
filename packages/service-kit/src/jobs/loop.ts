import { AsyncResource } from 'node:async_hooks'
import type { Logger } from 'pino'

export interface Loop {
  /** Runs the work soon, or once more if it is running; after a failure not before a short pause is over. */
  wake(): void
  /** Resolves when the work that runs now has ended; it does not run again. */
  stop(): Promise<void>
}

export interface LoopParts {
  readonly name: string
  /** Milliseconds from the end of one run to the beginning of the next when nobody wakes it. */
  readonly every: number
  /** Answers `more` to be run again at once. */
  readonly run: (signal: AbortSignal) => Promise<'more' | undefined>
  readonly log: Logger
  /** Told of every failure that is not the end of a stop. */
  readonly onFailure?: () => void
}

/**
 * Milliseconds after a failure: the shortest wait, which a wake shortens the others to, and the longest. A lease that a dead
 * instance left (5 s) and the longest wait together stay below the ten seconds in which everything is to arrive after an outage.
 */
const minBackoff = 200
const maxBackoff = 3_000

/** Runs work again and again, never twice at once; after a failure it waits twice as long each time, 3 s at most. */
export const startLoop = ({ name, every, run, log, onFailure }: LoopParts): Loop => {
  const stopping = new AbortController()
  let cancel: (() => void) | undefined
  let due = 0
  let running: Promise<void> | undefined
  let woken = false
  let failures = 0
  let failedAt = 0

  const schedule = (delay: number): void => {
    const at = performance.now() + delay
    // What is due earlier stays: a flood of wakes must not put the work off again and again.
    if (stopping.signal.aborted || (cancel && due <= at)) return
    cancel?.()
    due = at
    if (delay === 0) {
      const immediate = setImmediate(start)
      cancel = () => clearImmediate(immediate)
    } else {
      const timer = setTimeout(start, delay)
      cancel = () => clearTimeout(timer)
    }
  }

  /** The wait from now on that somebody who wakes the work still has to bear. */
  const pause = (): number => (failures === 0 ? 0 : Math.max(0, failedAt + minBackoff - performance.now()))

  const once = async (): Promise<void> => {
    woken = false
    try {
      if ((await run(stopping.signal)) === 'more') woken = true
      failures = 0
    } catch (error) {
      failures += 1
      failedAt = performance.now()
      if (stopping.signal.aborted) return
      onFailure?.()
      // Woken often it may fail often: the 1st, 2nd, 4th, 8th … failure is told.
      if (Number.isInteger(Math.log2(failures)))
        log.error({ err: error, job: name, failures }, 'a background job failed; it will run again')
    }
  }

  // Bound to where the loop was made: whoever wakes it may stand inside a transaction, its work must not.
  const start = AsyncResource.bind((): void => {
    cancel = undefined
    if (running || stopping.signal.aborted) return
    running = once().finally(() => {
      running = undefined
      if (woken) schedule(pause())
      else schedule(failures > 0 ? Math.min(maxBackoff, (minBackoff / 2) * 2 ** failures) : every)
    })
  })

  schedule(0)
  return {
    wake: () => {
      woken = true
      if (!running) schedule(pause())
    },
    stop: async () => {
      stopping.abort()
      cancel?.()
      await running
    },
  }
}
