import type { Period } from '@popug/contracts/analytics.ts'
import { addDays, type Day, monthStart, weekStart } from '@popug/contracts/days.ts'
import { daysOf, type Range } from '@popug/ui-kit'

const startOf = { day: (day: Day) => day, week: weekStart, month: monthStart }

/** The first day of each period that touches a range, oldest first. */
export const startsOf = (period: Period, range: Range): Day[] => [...new Set(daysOf(range).map(startOf[period]))]

/** As many periods just before these, by their first days, oldest first. */
export const startsBefore = (period: Period, starts: readonly Day[]): Day[] => {
  const before: Day[] = []
  let start = starts[0]
  for (let left = starts.length; start !== undefined && left > 0; left--) {
    start = startOf[period](addDays(start, -1))
    before.unshift(start)
  }
  return before
}
