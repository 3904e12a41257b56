import { addDays, type Day, dayOf } from '@popug/contracts/days.ts'

/** The day that work heard now is posted on: today, or the day after the last closed one, for a closed day takes nothing more. */
export const postingDay = (now: number, timeZone: string, lastClosedDay: Day | null): Day => {
  const today = dayOf(now, timeZone)
  return lastClosedDay !== null && lastClosedDay >= today ? addDays(lastClosedDay, 1) : today
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The time of day `HH:MM` on a wall clock of the time zone, 00:00 to 23:59. */
export const wallClock = (now: number, timeZone: string): string => {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    clocks.set(timeZone, clock)
  }
  return clock.format(now)
}

interface Schedule {
  readonly now: number
  readonly timeZone: string
  /** `HH:MM`. */
  readonly closesAt: string
  readonly lastClosedDay: Day | null
  /** The earliest day that has postings and is open. */
  readonly firstOpenDay: Day | null
}

/**
 * The day to close now by the schedule, or null. Days that were missed (the program was off in the evening) are closed as of
 * yesterday first, so that today's money is not paid before its evening.
 */
export const dueDay = ({ now, timeZone, closesAt, lastClosedDay, firstOpenDay }: Schedule): Day | null => {
  const today = dayOf(now, timeZone)
  if (firstOpenDay !== null && firstOpenDay < today) return addDays(today, -1)
  const todayIsOpen = lastClosedDay === null || lastClosedDay < today
  // Compared as text on the wall clock: a time that a change of clocks skips or repeats still comes to one closing.
  return todayIsOpen && wallClock(now, timeZone) >= closesAt ? today : null
}
