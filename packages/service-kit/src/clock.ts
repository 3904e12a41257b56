/** What time it is, in epoch milliseconds. Everything that is written down takes its time from here. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still until it is moved: for tests and for living through the demo's days. */
export interface MovableClock extends Clock {
  /** Sets the time, in epoch milliseconds; `null` follows the system's clock again. */
  set(now: number | null): void
}

/** A clock that follows the system's until it is set. */
export const movableClock = (start: number | null = null): MovableClock => {
  let fixed = start
  return {
    now: () => fixed ?? Date.now(),
    set: (now) => {
      fixed = now
    },
  }
}
