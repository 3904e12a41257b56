const second = 1_000
const longest = 60 * 60 * second
const longestLookup = 5 * 60 * second

const doubling = (first: number, times: number, most: number, chance: number): number => {
  const whole = Math.min(most, first * 2 ** Math.min(times - 1, 30))
  return Math.round(whole / 2 + (whole / 2) * chance)
}

/**
 * Milliseconds until the next try after so many: about 10 s, 20 s, 40 s … an hour. `chance`, between 0 and 1, spreads
 * letters that failed together, so that a mail server that comes back is not met by all at once.
 */
export const retryDelay = (attempts: number, chance: number): number => doubling(10 * second, attempts, longest, chance)

/** Milliseconds until Auth is asked again after it did not answer so many times: about 2 s, 4 s … 5 minutes. */
export const lookupDelay = (lookups: number, chance: number): number =>
  doubling(2 * second, lookups, longestLookup, chance)
