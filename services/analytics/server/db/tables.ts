import type { Period } from '@popug/contracts/analytics.ts'
import type { PerformerFigures, PeriodFigures } from '../domain/figures.ts'
import type { TaskTimes } from '../domain/task-times.ts'
import type { RankedReward } from '../domain/top-task.ts'

/** Tables made for reading: what a page shows is a row, whatever it was counted from. */
export interface Tables {
  periodStatistics: PeriodFigures
  periodPerformers: PerformerFigures
  /** The highest reward of a period; `position` is its place in the ledger, for of equal ones the first posted counts. */
  topTasks: {
    period: Period
    start: string
    finish: string
    taskId: string
    rewardMinor: number
    position: number
  }
  /** The ten highest rewards of each day, from which those of any range are found. */
  rankedTasks: RankedReward
  /** A task's last assignment and its closing, from which its time is taken. */
  taskTimes: TaskTimes
}

export type PeriodRow = Tables['periodStatistics']
export type PerformerRow = Tables['periodPerformers']
export type TopTaskRow = Tables['topTasks']
