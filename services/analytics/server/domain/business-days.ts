import { type Day, dayOf } from '@popug/contracts/days.ts'

/** Time zones differ from UTC by whole quarters of an hour, so a quarter lies on one day. */
const quarter = 15 * 60_000

/** Names the business day of moments, epoch milliseconds; remembers what it found, for a batch holds many of one quarter. */
export const businessDays = (timeZone: string): ((at: number) => Day) => {
  const known = new Map<number, Day>()
  return (at) => {
    const index = Math.floor(at / quarter)
    const day = known.get(index) ?? dayOf(at, timeZone)
    known.set(index, day)
    return day
  }
}
