import { rankedTaskRepository } from '../db/ranked-task-repository.ts'
import type { LedgerRow } from '../domain/ledger-sums.ts'
import { highestOf } from '../domain/ranked-tasks.ts'
import { type RankedReward, rewardsOf } from '../domain/top-task.ts'
import type { Command } from '../world.ts'

const byDay = (rewards: readonly RankedReward[]): ReadonlyMap<string, RankedReward[]> => {
  const days = new Map<string, RankedReward[]>()
  for (const reward of rewards) {
    const ofDay = days.get(reward.day) ?? []
    ofDay.push(reward)
    days.set(reward.day, ofDay)
  }
  return days
}

/** Keeps the highest rewards of each day. */
export const keepRankedTasks: Command<readonly LedgerRow[], void> = async (ctx, rows) => {
  const candidates = byDay(rewardsOf(rows))
  if (candidates.size === 0) return
  const repository = rankedTaskRepository(ctx.db)
  const days = [...candidates.keys()].sort()
  const standing = byDay(await repository.findForUpdate(days))
  const better: RankedReward[] = []
  for (const day of days) {
    const before = standing.get(day) ?? []
    const best = highestOf([...before, ...(candidates.get(day) ?? [])])
    const kept = new Set(best.map(({ taskId }) => taskId))
    await repository.remove(
      day,
      before.filter(({ taskId }) => !kept.has(taskId)).map(({ taskId }) => taskId),
    )
    const places = new Set(before.map(({ position }) => position))
    better.push(...best.filter(({ position }) => !places.has(position)))
  }
  await repository.save(better)
}
