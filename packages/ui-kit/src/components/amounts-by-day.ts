import type { Day } from '@popug/contracts/days.ts'
import { daysOf, periodBefore, type Range } from '../app/range.ts'
import type { DayAmount } from './bars-chart.tsx'

/** The amount of each day of a range, zero where there is none, beside that of the same day of the period before; for `BarsByDay`. */
export const amountsByDay = (amounts: ReadonlyMap<Day, number>, range: Range): DayAmount[] => {
  const before = daysOf(periodBefore(range))
  return daysOf(range).map((day, index) => ({
    day,
    minor: amounts.get(day) ?? 0,
    beforeMinor: amounts.get(before[index] ?? '') ?? 0,
  }))
}
