import type { Period } from '@popug/contracts/analytics.ts'
import type { Day } from '@popug/contracts/days.ts'
import type { LedgerRow } from './ledger-sums.ts'
import { periodOf } from './period.ts'

/** A reward that may be the highest; `position` is its place in the ledger. */
export interface Reward {
  readonly taskId: string
  readonly rewardMinor: number
  readonly position: number
}

/** Whether a reward beats another: it is higher, or as high and posted earlier. */
export const beats = (one: Reward, other: Reward | undefined): boolean =>
  other === undefined ||
  one.rewardMinor > other.rewardMinor ||
  (one.rewardMinor === other.rewardMinor && one.position < other.position)

/** A reward and the day it counts on. */
export interface RankedReward extends Reward {
  readonly day: Day
}

/** The rewards of a batch. */
export const rewardsOf = (rows: readonly LedgerRow[]): RankedReward[] =>
  rows.flatMap(({ kind, taskId, day, amountMinor, position }) =>
    kind === 'reward' && taskId !== null ? [{ day, taskId, rewardMinor: amountMinor, position }] : [],
  )

/** The highest reward of each day. */
export const topRewards = (rows: readonly LedgerRow[]): ReadonlyMap<Day, Reward> => {
  const best = new Map<Day, Reward>()
  for (const { day, ...reward } of rewardsOf(rows)) if (beats(reward, best.get(day))) best.set(day, reward)
  return best
}

/** The highest reward of each period, by the period's first day, from the highest of each day. */
export const topOfPeriods = (
  period: Period,
  byDay: ReadonlyMap<Day, Reward>,
): ReadonlyMap<Day, Reward & { readonly finish: Day }> => {
  const best = new Map<Day, Reward & { readonly finish: Day }>()
  for (const [day, reward] of byDay) {
    const { start, finish } = periodOf(period, day)
    if (beats(reward, best.get(start))) best.set(start, { ...reward, finish })
  }
  return best
}
