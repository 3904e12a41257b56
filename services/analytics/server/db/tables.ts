import type { Period } from '@popug/contracts/analytics.ts'

/** Tables made for reading: what a page shows is a row, whatever it was counted from. */
export interface Tables {
  dayStatistics: {
    day: string
    profitMinor: number
    tasksAssigned: number
    tasksClosed: number
    /** Performers whose rewards are less than their fees that day. */
    losers: number
  }
  /** Rewards less fees of one performer on one day: what `losers` is kept from. */
  dayPerformers: { day: string; userId: string; earnedMinor: number }
  /** The highest reward of a period; `position` is its place in the ledger, for of equal ones the first posted counts. */
  topTasks: {
    period: Period
    start: string
    finish: string
    taskId: string
    rewardMinor: number
    position: number
  }
}

export type DayRow = Tables['dayStatistics']
export type TopTaskRow = Tables['topTasks']
