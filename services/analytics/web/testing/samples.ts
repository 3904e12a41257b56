import type { ClosingTimes, DayStatistics, PeriodStatistics } from '@popug/contracts/analytics.ts'

export const today = '2026-03-10'
export const task = {
  id: '01890a5d-ac96-774b-bcce-b302099a0001',
  key: 'POP-1',
  title: 'Feed the parrot',
  description: '',
  status: 'closed',
  userId: '01890a5d-ac96-774b-bcce-b302099a8057',
  authorId: '01890a5d-ac96-774b-bcce-b302099a8057',
  createdAt: '2026-03-09T10:00:00.000Z',
  assignedAt: '2026-03-09T10:00:00.000Z',
  closedAt: '2026-03-10T10:00:00.000Z',
}

/** A day's statistics for tests; name what matters. */
export const day = (name: string, change: Partial<DayStatistics> = {}): DayStatistics => ({
  day: name,
  profitMinor: 1_000,
  losers: 0,
  tasksAssigned: 3,
  tasksClosed: 2,
  topTask: null,
  ...change,
})

export const account = {
  userId: task.userId,
  balanceMinor: 0,
  currency: 'USD',
  today: { day: today, feesMinor: 0, rewardsMinor: 0, earnedMinor: 0 },
}

/** Closing times for tests: two tasks, the half within 15 minutes, and the slower one within 8 hours. */
export const times: ClosingTimes = {
  tasks: 2,
  totalMs: 15_000_000,
  meanMs: 7_500_000,
  medianUpToMs: 900_000,
  ninetiethUpToMs: 28_800_000,
  histogram: [0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
}

export const noTimes: ClosingTimes = {
  tasks: 0,
  totalMs: 0,
  meanMs: null,
  medianUpToMs: null,
  ninetiethUpToMs: null,
  histogram: Array(12).fill(0),
}

/** A period's statistics for tests; name what matters. */
export const period = (from: string, to: string, change: Partial<PeriodStatistics> = {}): PeriodStatistics => ({
  from,
  to,
  feesMinor: 5_000,
  rewardsMinor: 3_000,
  profitMinor: 2_000,
  losers: 1,
  payoutsMinor: 0,
  returnsMinor: 0,
  correctionsMinor: 0,
  tasksAssigned: 4,
  tasksClosed: 2,
  closingTimes: times,
  ...change,
})
