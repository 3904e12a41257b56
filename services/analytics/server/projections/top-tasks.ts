import { type Period, periods } from '@popug/contracts/analytics.ts'
import { topTaskRepository } from '../db/top-task-repository.ts'
import type { LedgerRow } from '../domain/ledger-sums.ts'
import { beats, topOfPeriods, topRewards } from '../domain/top-task.ts'
import type { Command } from '../world.ts'

/** Keeps the highest reward of each day, week and month. */
export const keepTopTasks: Command<readonly LedgerRow[], void> = async (ctx, rows) => {
  const byDay = topRewards(rows)
  if (byDay.size === 0) return
  const repository = topTaskRepository(ctx.db)
  const better = async (period: Period) => {
    const candidates = topOfPeriods(period, byDay)
    const standing = await repository.findForUpdate(period, [...candidates.keys()])
    const known = new Map(standing.map((row) => [row.start, row]))
    return [...candidates]
      .filter(([start, candidate]) => beats(candidate, known.get(start)))
      .map(([start, candidate]) => ({ ...candidate, period, start }))
  }
  for (const period of periods) await repository.save(await better(period))
}
