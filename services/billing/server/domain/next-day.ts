import { addDays, dayOf } from '@popug/contracts/days.ts'

/** No clock on earth is further from UTC. */
const furthest = 26 * 3_600_000

/**
 * The moment at which a business day begins; where a time zone has left it out of the calendar, the next one. Found by
 * halves, for a day may begin at one o'clock, or an hour late.
 */
export const startOfDay = (day: string, timeZone: string): number => {
  const utc = Date.parse(`${day}T00:00:00Z`)
  let [before, after] = [utc - furthest, utc + furthest]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (dayOf(middle, timeZone) < day) before = middle
    else after = middle
  }
  return after
}

/** The moment at which the business day after this one begins. */
export const startOfNextDay = (at: number, timeZone: string): number =>
  startOfDay(addDays(dayOf(at, timeZone), 1), timeZone)
