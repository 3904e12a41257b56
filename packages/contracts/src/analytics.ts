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

const range = { from: Type.Optional(Day), to: Type.Optional(Day) }

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
    query: query({ ...paging, ...range, period: Type.Enum([...periods]) }),
    answer: Type.Object({ ...pageOf(PeriodTopTask).properties, currency: Currency }),
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
