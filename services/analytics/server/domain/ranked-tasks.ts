import { mostRankedTasks } from '@popug/contracts/analytics.ts'
import type { Day } from '@popug/contracts/days.ts'
import type { LedgerRow } from './ledger-sums.ts'
import { beats, type Reward } from './top-task.ts'

/** A reward and the day it counts on. */
export interface RankedReward extends Reward {
  readonly day: Day
}

/** The rewards of a batch. */
export const rewardsOf = (rows: readonly LedgerRow[]): RankedReward[] =>
  rows.flatMap(({ kind, taskId, day, amountMinor, position }) =>
    kind === 'reward' && taskId !== null ? [{ day, taskId, rewardMinor: amountMinor, position }] : [],
  )

const inOrder = (one: Reward, other: Reward): number => (beats(one, other) ? -1 : 1)

/** The highest rewards of one day, each task once; of equal ones the first posted. */
export const highestOf = (rewards: readonly RankedReward[]): RankedReward[] => {
  const best = new Map<string, RankedReward>()
  for (const reward of rewards) if (beats(reward, best.get(reward.taskId))) best.set(reward.taskId, reward)
  return [...best.values()].sort(inOrder).slice(0, mostRankedTasks)
}
