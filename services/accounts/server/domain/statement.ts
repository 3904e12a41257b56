import type { Day } from '@popug/contracts/days.ts'
import { netOf, type Sums } from './posting.ts'

interface DaySums extends Sums {
  readonly day: Day
}

/** What an account opened with, what its days changed, and what it closed with; days oldest first. */
export const statementOf = (openingMinor: number, days: readonly DaySums[]) => {
  const total: Sums = { feesMinor: 0, rewardsMinor: 0, paidOutMinor: 0, otherMinor: 0 }
  let balanceMinor = openingMinor
  const lines = days.map(({ day, feesMinor, rewardsMinor, paidOutMinor, otherMinor }) => {
    const sums = { feesMinor, rewardsMinor, paidOutMinor, otherMinor }
    for (const key of ['feesMinor', 'rewardsMinor', 'paidOutMinor', 'otherMinor'] as const) total[key] += sums[key]
    balanceMinor += netOf(sums)
    return { day, ...sums, earnedMinor: rewardsMinor - feesMinor, balanceMinor }
  })
  return { openingMinor, ...total, closingMinor: balanceMinor, days: lines }
}
