import { type Period, periods } from '@popug/contracts/analytics.ts'
import { addDays, type Day, monthEnd, monthStart, weekStart } from '@popug/contracts/days.ts'

/** The first day of the period that a day lies in. Weeks begin on Monday. */
export const startOf = (period: Period, day: Day): Day =>
  period === 'day' ? day : period === 'week' ? weekStart(day) : monthStart(day)

/** The first and last day of the period that a day lies in. */
export const periodOf = (period: Period, day: Day): { readonly start: Day; readonly finish: Day } => {
  const start = startOf(period, day)
  return { start, finish: period === 'day' ? day : period === 'week' ? addDays(start, 6) : monthEnd(day) }
}

/** What a batch adds to one period. */
export interface PeriodSum<T> {
  readonly period: Period
  readonly start: Day
  readonly sum: T
}

const inOrder = (one: PeriodSum<unknown>, other: PeriodSum<unknown>): number =>
  `${one.period} ${one.start}` < `${other.period} ${other.start}` ? -1 : 1

/** Sums by day, week and month; each begins with `empty`. */
export const periodSums = <T>(empty: () => T) => {
  const all = new Map<string, PeriodSum<T>>()
  const ofDays = new Map<Day, readonly T[]>()
  const sumOf = (period: Period, day: Day): T => {
    const start = startOf(period, day)
    const key = `${period} ${start}`
    const known = all.get(key) ?? { period, start, sum: empty() }
    all.set(key, known)
    return known.sum
  }
  return {
    /** The sums of the periods that a day lies in: what happened on it is added to each. */
    of: (day: Day): readonly T[] => {
      const known = ofDays.get(day) ?? periods.map((period) => sumOf(period, day))
      ofDays.set(day, known)
      return known
    },
    /** Every sum, in the order in which all who write lock the rows. */
    list: (): PeriodSum<T>[] => [...all.values()].sort(inOrder),
  }
}
