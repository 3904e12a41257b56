import type { DayStatistics } from '@popug/contracts/analytics.ts'
import type { Range } from '@popug/ui-kit'

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
