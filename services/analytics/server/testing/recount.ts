import { closingTimeBounds, type Period, periods } from '@popug/contracts/analytics.ts'
import { dayOf } from '@popug/contracts/days.ts'
import type { Posted, someTasks } from './analytics-program.ts'

type Tasks = ReturnType<typeof someTasks>

const dayLength = 86_400_000
const text = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The first and last day of a period, found by walking through the calendar. */
const edges = (period: Period, day: string): { start: string; finish: string } => {
  const isFirst = (at: number): boolean =>
    period === 'day' || (period === 'week' ? new Date(at).getUTCDay() === 1 : text(at).endsWith('-01'))
  let from = Date.parse(day)
  while (!isFirst(from)) from -= dayLength
  let beyond = Date.parse(day) + dayLength
  while (!isFirst(beyond)) beyond += dayLength
  return { start: text(from), finish: text(beyond - dayLength) }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort()

/** Every figure of Analytics counted the slow and plain way from all that was said, in the form of its tables. */
export const recount = (ledger: readonly Posted[], { assigned, closed }: Tasks, timeZone: string) => {
  const businessDay = (at: string): string => dayOf(Date.parse(at), timeZone)
  const given = assigned.map((one) => ({ ...one, day: businessDay(one.assignedAt) }))
  const done = closed.map((one) => {
    const last = assigned.findLast(({ taskId }) => taskId === one.taskId)
    const ms = last?.userId === one.userId ? Math.max(0, Date.parse(one.closedAt) - Date.parse(last.assignedAt)) : null
    return { ...one, day: businessDay(one.closedAt), ms }
  })

  const money = (rows: readonly Posted[], kind: Posted['kind']): number =>
    sum(rows.filter((row) => row.kind === kind).map(({ amountMinor }) => amountMinor))
  const work = (isCounted: (one: { day: string; userId: string }) => boolean) => {
    const times = done.filter(isCounted).flatMap(({ ms }) => (ms === null ? [] : [ms]))
    const slots = [0, ...closingTimeBounds].map((bound, slot) => {
      const above = slot === 0 ? -1 : bound
      return times.filter((ms) => ms > above && ms <= (closingTimeBounds[slot] ?? Number.POSITIVE_INFINITY)).length
    })
    return {
      tasksAssigned: given.filter(isCounted).length,
      tasksClosed: done.filter(isCounted).length,
      timedTasks: times.length,
      closingMs: sum(times),
      ...Object.fromEntries(slots.map((tasks, slot) => [`times${slot}`, tasks])),
    }
  }

  const days = unique([...ledger, ...given, ...done].map(({ day }) => day))
  const byPeriod = [...periods].sort().flatMap((period) =>
    unique(days.map((day) => edges(period, day).start)).map((start) => {
      const { finish } = edges(period, start)
      const isIn = ({ day }: { day: string }): boolean => start <= day && day <= finish
      const rows = ledger.filter(isIn)
      const working = rows.filter(({ kind }) => kind === 'fee' || kind === 'reward')
      const performers = unique(
        [...working, ...given.filter(isIn), ...done.filter(isIn)].map(({ userId }) => userId),
      ).map((userId) => {
        const own = rows.filter((row) => row.userId === userId)
        const [feesMinor, rewardsMinor] = [0 - money(own, 'fee'), money(own, 'reward')]
        const counts = work((one) => isIn(one) && one.userId === userId)
        return { period, start, userId, feesMinor, rewardsMinor, earnedMinor: rewardsMinor - feesMinor, ...counts }
      })
      const [top] = rows
        .filter(({ kind }) => kind === 'reward')
        .sort((one, other) => other.amountMinor - one.amountMinor || ledger.indexOf(one) - ledger.indexOf(other))
      return {
        performers,
        top: top && {
          period,
          start,
          finish,
          taskId: top.taskId,
          rewardMinor: top.amountMinor,
          position: ledger.indexOf(top) + 1,
        },
        statistics: {
          period,
          start,
          feesMinor: 0 - money(rows, 'fee'),
          rewardsMinor: money(rows, 'reward'),
          payoutsMinor: 0 - money(rows, 'payout'),
          returnsMinor: money(rows, 'payout_return'),
          correctionsMinor: money(rows, 'correction'),
          losers: performers.filter(({ earnedMinor }) => earnedMinor < 0).length,
          ...work(isIn),
        },
      }
    }),
  )
  return {
    periods: byPeriod.map(({ statistics }) => statistics),
    performers: byPeriod.flatMap(({ performers }) => performers),
    topTasks: byPeriod.flatMap(({ top }) => (top ? [top] : [])),
  }
}

/** The most expensive tasks of a range, found among all rewards. */
export const recountRanked = (ledger: readonly Posted[], from: string, to: string) =>
  ledger
    .filter(({ kind, day }) => kind === 'reward' && from <= day && day <= to)
    // A stable sort leaves equal ones as they were posted.
    .sort((one, other) => other.amountMinor - one.amountMinor)
    .slice(0, 10)
    .map(({ day, taskId, amountMinor }) => ({ day, taskId, rewardMinor: amountMinor }))
