import type { Task } from '@popug/contracts/tasks.ts'
import type { List } from '../client/list.ts'
import type { PagedList } from '../client/paged.ts'
import { ApiProblem } from '../client/problem.ts'
import type { DayAmount } from '../components/bars-chart.tsx'
import type { Asked } from '../states/query.tsx'

/** Ids that a service knows, does not know, and has not answered about. */
export const ids = {
  known: '01890a5d-ac96-774b-bcce-b302099a8057',
  unknown: '01890a5d-ac96-774b-bcce-00000000dead',
  late: '01890a5d-ac96-774b-bcce-0000000041fe',
} as const

/** What a sample table shows in a row. */
export interface Row {
  readonly id: string
  readonly key: string
  readonly title: string
  readonly status: Task['status']
  readonly minor: number
  readonly at: string
}

const minute = 60_000
const amounts = [3120, -1809, 0, 12_345_678, -5]

/** Rows with what a table has to bear: gains, debts, zero, a large amount, and titles as they are given. */
export const rowsOf = (titles: readonly string[], now: number): Row[] =>
  titles.map((title, index) => ({
    id: `row-${String(index)}`,
    key: `POP-${String(97 + index * 301)}`,
    title,
    status: index % 2 === 0 ? 'open' : 'closed',
    minor: amounts[index % amounts.length] ?? 0,
    at: new Date(now - minute * 7 ** (index + 1)).toISOString(),
  }))

const wave = [5931, -9177, 4253, 5720, -9528, 4763, 8530]

/** Days one after another from `first`, as a chart takes them. */
export const daysFrom = (first: string, count: number, before = false): DayAmount[] =>
  Array.from({ length: count }, (_, index) => ({
    day: new Date(Date.parse(`${first}T00:00:00Z`) + index * 1440 * minute).toISOString().slice(0, 10),
    minor: wave[index % wave.length] ?? 0,
    ...(before ? { beforeMinor: wave[(index + 3) % wave.length] ?? 0 } : {}),
  }))

const nothing = (): void => {}

/** A question in the state that is named. */
export const asked = <T>(state: Partial<Asked<T>>): Asked<T> => ({
  data: undefined,
  error: null,
  isPending: state.data === undefined && !state.error,
  refetch: nothing,
  ...state,
})

/** A list in the state that is named. */
export const listed = <T>(state: Partial<List<T>>): List<T> => ({
  data: undefined,
  first: undefined,
  error: null,
  isPending: state.data === undefined && !state.error,
  refetch: nothing,
  hasMore: false,
  loadingMore: false,
  more: nothing,
  ...state,
})

/** A page of a list in the state that is named. */
export const paged = <T>(state: Partial<PagedList<T>>): PagedList<T> => ({
  ...asked<T[]>({}),
  data: undefined,
  error: null,
  turning: false,
  page: 1,
  toFirst: undefined,
  toBefore: undefined,
  toNext: undefined,
  ...state,
  isPending: state.data === undefined && !state.error,
})

/** What services refuse with, each another way to be shown. */
export const problems = {
  forbidden: new ApiProblem({ code: 'forbidden', status: 403 }),
  silent: new ApiProblem({ code: 'unavailable', status: 503, correlationId: '7f3a-01c2' }),
  fields: new ApiProblem({
    code: 'invalid',
    status: 400,
    errors: [
      { path: '/body/title', message: 'must NOT have fewer than 1 characters', code: 'empty' },
      { path: '/body/amountMinor', message: 'must be <= 1000000', code: 'too_great', params: { limit: 1_000_000 } },
    ],
  }),
} as const
