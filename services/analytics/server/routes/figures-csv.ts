import type { ClosingTimes, PerformerStatistics, PeriodStatistics, PeriodTopTask } from '@popug/contracts/analytics.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import type { PageOf } from '@popug/service-kit'

type Cell = string | number | null
type Columns<T> = readonly (readonly [title: string, cell: (row: T) => Cell])[]

type Amount = `${string}Minor`
const money =
  <K extends Amount>(figure: K, currency: string) =>
  (row: Readonly<Record<K, number>>): string =>
    minorToDecimal(row[figure], currency)

const work: Columns<{ tasksAssigned: number; tasksClosed: number; closingTimes: ClosingTimes }> = [
  ['assigned', ({ tasksAssigned }) => tasksAssigned],
  ['closed', ({ tasksClosed }) => tasksClosed],
  ['timed', ({ closingTimes }) => closingTimes.tasks],
  ['total_ms', ({ closingTimes }) => closingTimes.totalMs],
  ['mean_ms', ({ closingTimes }) => closingTimes.meanMs],
  ['median_up_to_ms', ({ closingTimes }) => closingTimes.medianUpToMs],
  ['ninetieth_up_to_ms', ({ closingTimes }) => closingTimes.ninetiethUpToMs],
]

const periodColumns = (currency: string): Columns<PeriodStatistics> => [
  ['from', ({ from }) => from],
  ['to', ({ to }) => to],
  ['fees', money('feesMinor', currency)],
  ['rewards', money('rewardsMinor', currency)],
  ['profit', money('profitMinor', currency)],
  ['losers', ({ losers }) => losers],
  ['payouts', money('payoutsMinor', currency)],
  ['returns', money('returnsMinor', currency)],
  ['corrections', money('correctionsMinor', currency)],
  ['currency', () => currency],
  ...work,
]

const performerColumns = (currency: string): Columns<PerformerStatistics> => [
  ['user', ({ userId }) => userId],
  ['fees', money('feesMinor', currency)],
  ['rewards', money('rewardsMinor', currency)],
  ['earned', money('earnedMinor', currency)],
  ['currency', () => currency],
  ...work,
]

const topTaskColumns = (currency: string): Columns<PeriodTopTask> => [
  ['from', ({ from }) => from],
  ['to', ({ to }) => to],
  ['task', ({ taskId }) => taskId],
  ['reward', money('rewardMinor', currency)],
  ['currency', () => currency],
]

/** Rows that are read at once. */
const limit = 500

/** Reads a page after a cursor; the first where it is undefined. */
type ReadPage<T> = (paging: { after: string | undefined; limit: number }) => Promise<PageOf<T>>

/** The rows of a list line by line, read a page at a time while they are sent. */
async function* lines<T>(columns: Columns<T>, read: ReadPage<T>): AsyncGenerator<Cell[]> {
  yield columns.map(([title]) => title)
  let after: string | undefined
  do {
    const { items, next }: PageOf<T> = await read({ after, limit })
    for (const row of items) yield columns.map(([, cell]) => cell(row))
    after = next ?? undefined
  } while (after !== undefined)
}

/** Periods as lines of CSV. */
export const periodLines = (currency: string, read: ReadPage<PeriodStatistics>) => lines(periodColumns(currency), read)

/** Performers as lines of CSV. */
export const performerLines = (currency: string, read: ReadPage<PerformerStatistics>) =>
  lines(performerColumns(currency), read)

/** The most expensive tasks of periods as lines of CSV. */
export const topTaskLines = (currency: string, read: ReadPage<PeriodTopTask>) => lines(topTaskColumns(currency), read)
