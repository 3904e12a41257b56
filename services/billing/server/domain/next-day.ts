import { dayOf } from '@popug/contracts/days.ts'

const hour = 3_600_000

/**
 * The moment at which the business day after this one begins. Found between the hours by halves, for days of a time zone
 * may have 23 or 25 hours, begin at one o'clock, or be left out of the calendar.
 */
export const startOfNextDay = (at: number, timeZone: string): number => {
  const today = dayOf(at, timeZone)
  let [before, after] = [at, at + hour]
  while (dayOf(after, timeZone) === today) [before, after] = [after, after + hour]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (dayOf(middle, timeZone) === today) before = middle
    else after = middle
  }
  return after
}
