import { mostRankedTasks } from '@popug/contracts/analytics.ts'
import { beats, type RankedReward, type Reward } from './top-task.ts'

const inOrder = (one: Reward, other: Reward): number => (beats(one, other) ? -1 : 1)

/** The highest rewards of one day, each task once; of equal ones the first posted. */
export const highestOf = (rewards: readonly RankedReward[]): RankedReward[] => {
  const best = new Map<string, RankedReward>()
  for (const reward of rewards) if (beats(reward, best.get(reward.taskId))) best.set(reward.taskId, reward)
  return [...best.values()].sort(inOrder).slice(0, mostRankedTasks)
}
