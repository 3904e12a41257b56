import type { Finding } from '@popug/contracts/operations.ts'
import { statisticsChecks } from '../db/statistics-checks.ts'
import { isWhole, unlikeDays } from '../domain/period-checks.ts'
import type { Query } from '../world.ts'

const named = 20

/** Checks what Analytics can see by itself of its figures; whole and right where no item has an offender. */
export const verifyStatistics: Query<void, Finding[]> = async ({ db }) => {
  const checks = statisticsChecks(db)
  const periods = await checks.periods()
  const days = periods.filter(({ period }) => period === 'day')
  const timed = await checks.timed()
  const tasks = days.reduce((sum, { timedTasks }) => sum + timedTasks, 0)
  const totalMs = days.reduce((sum, { closingMs }) => sum + closingMs, 0)
  return [
    {
      invariant: 'sums',
      says: 'fees, rewards, losers, counts and times of a period are those of its performers',
      checked: await checks.count('periodPerformers'),
      offenders: await checks.unlikePerformers(),
    },
    {
      invariant: 'periods',
      says: 'weeks and months are the sums of their days',
      checked: periods.length,
      offenders: unlikeDays(periods).slice(0, named),
    },
    {
      invariant: 'times',
      says: 'times from assignment to closing are those of the tasks, each in one slot of the histogram',
      checked: await checks.count('taskTimes'),
      offenders: [
        ...(tasks === timed.tasks ? [] : [`${tasks} tasks, not ${timed.tasks}`]),
        ...(totalMs === timed.totalMs ? [] : [`${totalMs} ms, not ${timed.totalMs} ms`]),
        ...periods.filter((row) => !isWhole(row)).map(({ period, start }) => `${period} ${start}`),
      ].slice(0, named),
    },
  ]
}
