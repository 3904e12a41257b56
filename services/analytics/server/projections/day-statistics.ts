import { dayRepository } from '../db/day-repository.ts'
import { performerRepository } from '../db/performer-repository.ts'
import type { DayRow, Tables } from '../db/tables.ts'
import { type LedgerRow, loserChange, sumLedger } from '../domain/ledger-sums.ts'
import { countTasks, type TaskMoment } from '../domain/task-counts.ts'
import type { Command } from '../world.ts'

/** Adds assigned and closed tasks to their days. */
export const addTaskCounts: Command<readonly TaskMoment[], void> = async (ctx, moments) => {
  const counts = countTasks(moments, ctx.settings.BUSINESS_TIME_ZONE)
  await dayRepository(ctx.db).add(
    [...counts].map(([day, { assigned, closed }]) => ({
      day,
      profitMinor: 0,
      tasksAssigned: assigned,
      tasksClosed: closed,
      losers: 0,
    })),
  )
}

/** Adds fees and rewards to their days: profit, what each performer earned, and how many of them lost. */
export const addLedgerSums: Command<readonly LedgerRow[], void> = async (ctx, rows) => {
  const performers = performerRepository(ctx.db)
  const days: DayRow[] = []
  const earnings: Tables['dayPerformers'][] = []
  for (const [day, { profitMinor, earned }] of sumLedger(rows)) {
    const before = await performers.earnedForUpdate(day, [...earned.keys()])
    let losers = 0
    for (const [userId, amount] of earned) {
      const had = before.get(userId) ?? 0
      const earnedMinor = had + amount
      losers += loserChange(had, earnedMinor)
      earnings.push({ day, userId, earnedMinor })
    }
    days.push({ day, profitMinor, tasksAssigned: 0, tasksClosed: 0, losers })
  }
  await performers.save(earnings)
  await dayRepository(ctx.db).add(days)
}
