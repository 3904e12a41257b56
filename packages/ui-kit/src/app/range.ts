import { addDays, type Day, isDay } from '@popug/contracts/days.ts'

export const spans = ['7', '30', 'custom'] as const
export type Span = (typeof spans)[number]

/** What the address says about the range; the days count for a custom one alone. */
export interface RangeChoice extends Record<string, string> {
  readonly span: Span
  readonly from: string
  readonly to: string
}

export interface Range {
  readonly from: Day
  readonly to: Day
}

/** The longest range that a page asks for: the most days of one request, with the same again for the period before. */
export const maxDays = 250

const day = 86_400_000
const dayNumber = (text: Day): number => Date.parse(`${text}T00:00:00Z`) / day

/** How many days a range has, both ends counted. */
export const lengthOf = ({ from, to }: Range): number => dayNumber(to) - dayNumber(from) + 1

/** The days that a choice means, today being the last of "last 7 days"; null while a custom one is not right, or has more days than `most`. */
export const rangeOf = ({ span, from, to }: RangeChoice, today: Day, most = maxDays): Range | null => {
  if (span !== 'custom') return { from: addDays(today, 1 - (span === '30' ? 30 : 7)), to: today }
  if (!isDay(from) || !isDay(to) || from > to) return null
  return lengthOf({ from, to }) > most ? null : { from, to }
}

/** The period of the same length just before. */
export const periodBefore = (range: Range): Range => ({
  from: addDays(range.from, -lengthOf(range)),
  to: addDays(range.from, -1),
})

/** Every day of a range, oldest first. */
export const daysOf = (range: Range): Day[] =>
  Array.from({ length: lengthOf(range) }, (_, index) => addDays(range.from, index))
