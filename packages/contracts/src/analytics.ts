import { type Static, Type } from 'typebox'
import { Day } from './days.ts'
import { Id } from './ids.ts'
import { Currency, Minor } from './money.ts'
import { only } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'analytics'

/** The closed task with the highest reward; of equal ones the first closed. */
export const TopTask = Type.Object({ taskId: Id, rewardMinor: Minor })

export const DayStatistics = Type.Object({
  day: Day,
  profitMinor: Minor,
  losers: Type.Integer(),
  tasksAssigned: Type.Integer(),
  tasksClosed: Type.Integer(),
  topTask: orNull(TopTask),
})
export type DayStatistics = Static<typeof DayStatistics>

export const periods = ['day', 'week', 'month'] as const
export type Period = (typeof periods)[number]

/** Top task of a period; `from` and `to` are its first and last day. Weeks begin on Monday. */
export const PeriodTopTask = Type.Object({ from: Day, to: Day, taskId: Id, rewardMinor: Minor })
export type PeriodTopTask = Static<typeof PeriodTopTask>

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** What the histogram of closing times is cut by, milliseconds: its slots reach up to each of these, the last one beyond. */
export const closingTimeBounds = [
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  day,
  2 * day,
  7 * day,
  30 * day,
] as const

const upTo = (share: string) =>
  orNull(
    Type.Integer({
      description: `the bound of the slot in which ${share} lies; null where there is no task, or it lies beyond the last bound`,
    }),
  )

/** Times from a task's last assignment to its closing: exact sum, and how many tasks each slot of the histogram holds. */
export const ClosingTimes = Type.Object({
  tasks: Type.Integer(),
  totalMs: Type.Integer(),
  meanMs: orNull(Type.Integer()),
  medianUpToMs: upTo('the median'),
  ninetiethUpToMs: upTo('the ninetieth percentile'),
  histogram: Type.Array(Type.Integer(), { description: 'tasks by slot; the slots end at `closingTimeBounds`' }),
})
export type ClosingTimes = Static<typeof ClosingTimes>

const work = { tasksAssigned: Type.Integer(), tasksClosed: Type.Integer(), closingTimes: ClosingTimes }

/** What a day, week or month came to; `from` and `to` are its first and last day. Sums are positive, corrections signed. */
export const PeriodStatistics = Type.Object({
  from: Day,
  to: Day,
  feesMinor: Minor,
  rewardsMinor: Minor,
  profitMinor: Minor,
  losers: Type.Integer(),
  payoutsMinor: Minor,
  returnsMinor: Minor,
  correctionsMinor: Minor,
  ...work,
})
export type PeriodStatistics = Static<typeof PeriodStatistics>

/** What a performer did in a period; earned is rewards less fees. */
export const PerformerStatistics = Type.Object({
  userId: Id,
  feesMinor: Minor,
  rewardsMinor: Minor,
  earnedMinor: Minor,
  ...work,
})
export type PerformerStatistics = Static<typeof PerformerStatistics>

/** A closed task among the most expensive ones, and the day of its reward. */
export const RankedTask = Type.Object({ day: Day, taskId: Id, rewardMinor: Minor })
export type RankedTask = Static<typeof RankedTask>

/** So many tasks of each day are kept, and so many are ranked at most. */
export const mostRankedTasks = 10

const range = { from: Type.Optional(Day), to: Type.Optional(Day) }
const period = Type.Enum([...periods])

export const analyticsRoutes = {
  listDayStatistics: route({
    name: 'listDayStatistics',
    service,
    method: 'GET',
    path: '/days',
    who: only('executive', 'admin'),
    summary: 'Statistics per day, newest first',
    query: query({ ...paging, ...range }),
    answer: Type.Object({ ...pageOf(DayStatistics).properties, currency: Currency }),
  }),
  listTopTasks: route({
    name: 'listTopTasks',
    service,
    method: 'GET',
    path: '/top-tasks',
    who: only('executive', 'admin'),
    summary: 'The most expensive task of each day, week or month, newest first',
    query: query({ ...paging, ...range, period }),
    answer: Type.Object({ ...pageOf(PeriodTopTask).properties, currency: Currency }),
    csv: true,
  }),
  listRankedTasks: route({
    name: 'listRankedTasks',
    service,
    method: 'GET',
    path: '/ranked-tasks',
    who: only('executive', 'admin'),
    summary: 'The most expensive closed tasks of any range of days, the highest reward first',
    query: query({ ...range, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostRankedTasks })) }),
    answer: Type.Object({ items: Type.Array(RankedTask), currency: Currency }),
  }),
  listPeriodStatistics: route({
    name: 'listPeriodStatistics',
    service,
    method: 'GET',
    path: '/periods',
    who: only('executive', 'admin'),
    summary: 'Statistics per day, week or month that touches the range, newest first',
    query: query({ ...paging, ...range, period }),
    answer: Type.Object({ ...pageOf(PeriodStatistics).properties, currency: Currency }),
    csv: true,
  }),
  listPerformerStatistics: route({
    name: 'listPerformerStatistics',
    service,
    method: 'GET',
    path: '/performers',
    who: only('executive', 'admin'),
    summary: 'What each performer did in the day, week or month that a day lies in, who earned most first',
    query: query({ ...paging, period, day: Day }),
    answer: Type.Object({ ...pageOf(PerformerStatistics).properties, from: Day, to: Day, currency: Currency }),
    csv: true,
  }),
  rebuild: route({
    name: 'rebuildAnalytics',
    service,
    method: 'POST',
    path: '/rebuild',
    who: only('admin'),
    summary: 'Drops all statistics and makes them anew from the feeds',
    status: 202,
    answer: closedObject({ status: Type.Literal('started') }),
  }),
}
