import type { PerformerStatistics, Period, PeriodStatistics } from '@popug/contracts/analytics.ts'
import { closingTimesOf } from './closing-times.ts'
import type { MoneyFigures } from './ledger-sums.ts'
import { periodOf } from './period.ts'
import type { WorkFigures } from './work-sums.ts'

/** A day, week or month by its first day; `losers` are performers whose rewards are less than their fees in it. */
export type PeriodFigures = { period: Period; start: string; losers: number } & MoneyFigures & WorkFigures

/** One performer's part of a period: earned is rewards less fees, what `losers` is kept from. */
export type PerformerFigures = { period: Period; start: string; userId: string; earnedMinor: number } & Pick<
  MoneyFigures,
  'feesMinor' | 'rewardsMinor'
> &
  WorkFigures

const workTold = (figures: WorkFigures) => ({
  tasksAssigned: figures.tasksAssigned,
  tasksClosed: figures.tasksClosed,
  closingTimes: closingTimesOf(figures),
})

/** A period as it is told. */
export const periodTold = (figures: PeriodFigures): PeriodStatistics => ({
  from: figures.start,
  to: periodOf(figures.period, figures.start).finish,
  feesMinor: figures.feesMinor,
  rewardsMinor: figures.rewardsMinor,
  profitMinor: figures.feesMinor - figures.rewardsMinor,
  losers: figures.losers,
  payoutsMinor: figures.payoutsMinor,
  returnsMinor: figures.returnsMinor,
  correctionsMinor: figures.correctionsMinor,
  ...workTold(figures),
})

/** A performer's part of a period as it is told. */
export const performerTold = (figures: PerformerFigures): PerformerStatistics => ({
  userId: figures.userId,
  feesMinor: figures.feesMinor,
  rewardsMinor: figures.rewardsMinor,
  earnedMinor: figures.earnedMinor,
  ...workTold(figures),
})
