import { addTime, noTimes, type TimeFigures } from './closing-times.ts'
import { type PeriodSum, periodSums } from './period.ts'
import { type TaskMoment, type TaskTimes, timeOf } from './task-times.ts'

/** Tasks assigned and closed, and how long the closed ones took. */
export type WorkFigures = { tasksAssigned: number; tasksClosed: number } & TimeFigures

/** What a batch of tasks adds to one period, and to each performer's part of it. */
export interface WorkSum {
  readonly work: WorkFigures
  readonly performers: Map<string, WorkFigures>
}

/** A task before a batch and after it. */
export interface TaskChange {
  readonly before: TaskTimes
  readonly after: TaskTimes
}

const noWork = (): WorkFigures => ({ tasksAssigned: 0, tasksClosed: 0, ...noTimes() })

/** Sums what happened by day, week and month. A time counts on the day of the closing. */
export const sumWork = (
  moments: readonly TaskMoment[],
  changes: readonly TaskChange[],
  dayOf: (at: number) => string,
): PeriodSum<WorkSum>[] => {
  const sums = periodSums((): WorkSum => ({ work: noWork(), performers: new Map() }))
  const add = (at: number, userId: string, to: (figures: WorkFigures) => void): void => {
    for (const { work, performers } of sums.of(dayOf(at))) {
      const performer = performers.get(userId) ?? noWork()
      performers.set(userId, performer)
      to(work)
      to(performer)
    }
  }
  for (const { happened, at, userId } of moments)
    add(at, userId, (figures) => {
      figures[happened === 'assigned' ? 'tasksAssigned' : 'tasksClosed'] += 1
    })
  for (const { before, after } of changes) {
    const [was, is] = [timeOf(before), timeOf(after)]
    if (was) add(was.closedAt, was.userId, (figures) => addTime(figures, was.ms, -1))
    if (is) add(is.closedAt, is.userId, (figures) => addTime(figures, is.ms, 1))
  }
  return sums.list()
}
