import { type MoneyOfPerformer, performerRepository } from '../db/performer-repository.ts'
import { type MoneyOfPeriod, periodRepository } from '../db/period-repository.ts'
import { type LedgerRow, loserChange, sumLedger } from '../domain/ledger-sums.ts'
import type { Command } from '../world.ts'

/** Adds a batch of the ledger to its days, weeks and months: money by kind, what each performer earned, and how many of them lost. */
export const addPeriodMoney: Command<readonly LedgerRow[], void> = async (ctx, rows) => {
  const performers = performerRepository(ctx.db)
  const earnings: MoneyOfPerformer[] = []
  const periods: MoneyOfPeriod[] = []
  for (const { period, start, sum } of sumLedger(rows)) {
    const userIds = [...sum.performers.keys()].sort()
    const before = await performers.earnedForUpdate({ period, start }, userIds)
    let losers = 0
    for (const userId of userIds) {
      const { feesMinor, rewardsMinor } = sum.performers.get(userId) ?? { feesMinor: 0, rewardsMinor: 0 }
      const earnedMinor = rewardsMinor - feesMinor
      const had = before.get(userId) ?? 0
      losers += loserChange(had, had + earnedMinor)
      earnings.push({ period, start, userId, feesMinor, rewardsMinor, earnedMinor })
    }
    periods.push({ period, start, losers, ...sum.money })
  }
  await performers.add(earnings)
  await periodRepository(ctx.db).add(periods)
}
