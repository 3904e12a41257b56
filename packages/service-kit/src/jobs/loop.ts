import type { Logger } from 'pino'

export interface Loop {
  /** Runs the work soon, or once more if it is running. */
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
}

const maxBackoff = 10_000

/** Runs work again and again, never twice at once; after a failure it waits twice as long each time, 10 s at most. */
export const startLoop = ({ name, every, run, log }: LoopParts): Loop => {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let woken = false
  let failures = 0

  const schedule = (delay: number): void => {
    clearTimeout(timer)
    if (!stopping.signal.aborted) timer = setTimeout(start, delay)
  }

  const once = async (): Promise<void> => {
    woken = false
    try {
      if ((await run(stopping.signal)) === 'more') woken = true
      failures = 0
    } catch (error) {
      failures += 1
      if (!stopping.signal.aborted)
        log.error({ err: error, job: name, failures }, 'a background job failed; it will run again')
    }
  }

  const start = (): void => {
    if (running || stopping.signal.aborted) return
    running = once().finally(() => {
      running = undefined
      if (failures > 0) schedule(Math.min(maxBackoff, 100 * 2 ** failures))
      else schedule(woken ? 0 : every)
    })
  }

  schedule(0)
  return {
    wake: () => {
      woken = true
      if (!running && failures === 0) schedule(0)
    },
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}
