import type { DayTotals } from '@popug/contracts/accounts.ts'
import type { Range } from '@popug/ui-kit'

/** The days of a range, of those that are known. */
export const daysWithin = (days: readonly DayTotals[], { from, to }: Range): DayTotals[] =>
  days.filter(({ day }) => from <= day && day <= to)

/** The profit of a range of days, of those that are known. */
export const profitOf = (days: readonly DayTotals[], range: Range): number =>
  daysWithin(days, range).reduce((sum, { profitMinor }) => sum + profitMinor, 0)
