import type { ClosingTimes } from '@popug/contracts/analytics.ts'
import { closingTimeBounds } from '@popug/contracts/analytics.ts'

const units = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
] as const

/** A duration in the largest unit of which it holds one: `15 min`, `1.5 hr`, `2 days`. */
export const durationIn = (language: string, ms: number): string => {
  const [unit, size] = units.findLast(([, least]) => ms >= least) ?? units[0]
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  })
  return format.format(ms / size)
}

const none = '—'
const longest = closingTimeBounds[closingTimeBounds.length - 1] ?? 0

/** The mean of closing times; a dash where no task was timed. */
export const meanIn = (language: string, { meanMs }: ClosingTimes): string =>
  meanMs === null ? none : durationIn(language, meanMs)

/** The bound that a median or a percentile does not pass; beyond the last one, that it does. */
export const boundIn = (language: string, { tasks }: ClosingTimes, upToMs: number | null): string => {
  if (tasks === 0) return none
  return upToMs === null ? `> ${durationIn(language, longest)}` : `≤ ${durationIn(language, upToMs)}`
}
