/** How many letters may go now. */
export interface Pace {
  /** So many of those wanted as may go at a moment, in epoch milliseconds; they count as gone. */
  take(wanted: number, at: number): number
  /** These did not go after all. */
  giveBack(count: number): void
}

const minute = 60_000
/** Milliseconds whose share may be saved up: what a busy moment held back is made up for, a quiet hour is not. */
const saved = 2_000

/** So many letters a minute at most, evenly; after a pause one more, and two seconds' share. 0: without a limit. */
export const makePace = (perMinute: number): Pace => {
  if (perMinute === 0) return { take: (wanted) => wanted, giveBack: () => undefined }
  // In whole numbers, for sums of fractions fall short: a millisecond brings `perMinute`, a letter costs a minute's.
  const most = minute + perMinute * saved
  let left = most
  let last: number | null = null
  return {
    take: (wanted, at) => {
      const passed = last === null ? 0 : Math.max(0, at - last)
      last = at
      left = Math.min(most, left + passed * perMinute)
      const granted = Math.min(wanted, Math.floor(left / minute))
      left -= granted * minute
      return granted
    },
    giveBack: (count) => {
      left = Math.min(most, left + count * minute)
    },
  }
}
