import { type ClosingTimes, closingTimeBounds } from '@popug/contracts/analytics.ts'

const slotNames = [
  'times0',
  'times1',
  'times2',
  'times3',
  'times4',
  'times5',
  'times6',
  'times7',
  'times8',
  'times9',
  'times10',
  'times11',
] as const

/** Closing times as they are kept: exact sums and a histogram, a figure for each slot, so that all of it is added up in any order. */
export type TimeFigures = { timedTasks: number; closingMs: number } & Record<(typeof slotNames)[number], number>

/** The figures of no task. */
export const noTimes = (): TimeFigures => ({
  timedTasks: 0,
  closingMs: 0,
  ...(Object.fromEntries(slotNames.map((slot) => [slot, 0])) as Record<(typeof slotNames)[number], number>),
})

const lastSlot = slotNames[slotNames.length - 1] ?? 'times11'

/** The slot that a time falls into: the first whose bound it does not pass. */
const slotOf = (ms: number): (typeof slotNames)[number] =>
  slotNames[closingTimeBounds.findIndex((bound) => ms <= bound)] ?? lastSlot

/** Adds one task's time, or takes it away again. */
export const addTime = (figures: TimeFigures, ms: number, count: 1 | -1): void => {
  figures.timedTasks += count
  figures.closingMs += count * ms
  figures[slotOf(ms)] += count
}

/** How many of the figures' tasks each slot holds. */
export const histogramOf = (figures: TimeFigures): number[] => slotNames.map((slot) => figures[slot])

/** The bound of the slot in which the task of a rank lies, from 1; null beyond the last bound. */
const boundOf = (histogram: readonly number[], rank: number): number | null => {
  let seen = 0
  const slot = histogram.findIndex((tasks) => {
    seen += tasks
    return seen >= rank
  })
  return closingTimeBounds[slot] ?? null
}

/** Closing times as they are told: of an even number of tasks the median is the lower of the two in the middle. */
export const closingTimesOf = (figures: TimeFigures): ClosingTimes => {
  const { timedTasks: tasks, closingMs: totalMs } = figures
  const histogram = histogramOf(figures)
  const at = (tenths: number) => (tasks === 0 ? null : boundOf(histogram, Math.ceil((tasks * tenths) / 10)))
  return {
    tasks,
    totalMs,
    meanMs: tasks === 0 ? null : Math.round(totalMs / tasks),
    medianUpToMs: at(5),
    ninetiethUpToMs: at(9),
    histogram,
  }
}
