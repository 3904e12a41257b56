import { histogramOf, type TimeFigures } from './closing-times.ts'
import type { PeriodFigures } from './figures.ts'
import { periodSums } from './period.ts'

/** The figures that days add up to; the losers of a week are no sum of days. */
const figuresOf = ({
  period: _,
  start: __,
  losers: ___,
  ...figures
}: PeriodFigures): Readonly<Record<string, number>> => figures

/** Weeks and months whose figures are not the sums of their days. */
export const unlikeDays = (rows: readonly PeriodFigures[]): string[] => {
  const sums = periodSums((): Record<string, number> => ({}))
  for (const row of rows) {
    if (row.period !== 'day') continue
    const figures = Object.entries(figuresOf(row))
    for (const sum of sums.of(row.start)) for (const [name, value] of figures) sum[name] = (sum[name] ?? 0) + value
  }
  const expected = new Map(sums.list().map(({ period, start, sum }) => [`${period} ${start}`, sum]))
  const unlike = rows
    .filter((row) => {
      const sum = expected.get(`${row.period} ${row.start}`) ?? {}
      return Object.entries(figuresOf(row)).some(([name, value]) => (sum[name] ?? 0) !== value)
    })
    .map(({ period, start }) => `${period} ${start}`)
  const known = new Set(rows.map(({ period, start }) => `${period} ${start}`))
  return [...unlike, ...[...expected.keys()].filter((key) => !known.has(key))]
}

/** Whether the slots of a histogram hold as many tasks as were timed. */
export const isWhole = (figures: TimeFigures): boolean =>
  histogramOf(figures).reduce((sum, tasks) => sum + tasks, 0) === figures.timedTasks
