import type { DayStatistics } from '@popug/contracts/analytics.ts'
import type { DayAmount } from '@popug/ui-kit'
import { daysOf, periodBefore, type Range } from './range.ts'

/** What a range comes to. */
export interface Totals {
  readonly profitMinor: number
  readonly tasksClosed: number
}

const isIn = ({ from, to }: Range, { day }: DayStatistics): boolean => from <= day && day <= to

/** The sums over the days of a range. */
export const totalsOf = (days: readonly DayStatistics[], range: Range): Totals => {
  const inside = days.filter((day) => isIn(range, day))
  return {
    profitMinor: inside.reduce((sum, { profitMinor }) => sum + profitMinor, 0),
    tasksClosed: inside.reduce((sum, { tasksClosed }) => sum + tasksClosed, 0),
  }
}

/** Profit of each day of a range, also of days on which nothing happened, beside the same day of the period before. */
export const profitByDay = (days: readonly DayStatistics[], range: Range): DayAmount[] => {
  const profit = new Map(days.map((day) => [day.day, day.profitMinor]))
  const before = daysOf(periodBefore(range))
  return daysOf(range).map((day, index) => ({
    day,
    minor: profit.get(day) ?? 0,
    beforeMinor: profit.get(before[index] ?? '') ?? 0,
  }))
}
