import type { TransactionKind } from '@popug/contracts/events.ts'
import { type PeriodSum, periodSums } from './period.ts'

/** A row of the ledger as far as statistics care; fees and payouts are negative, rewards positive. */
export interface LedgerRow {
  readonly position: number
  readonly userId: string
  readonly taskId: string | null
  readonly kind: TransactionKind
  readonly amountMinor: number
  readonly day: string
}

/** Sums of the ledger by kind; all but corrections are positive. */
export interface MoneyFigures {
  feesMinor: number
  rewardsMinor: number
  payoutsMinor: number
  returnsMinor: number
  correctionsMinor: number
}

/** What a batch of the ledger adds to one period, and to what each performer earned by tasks in it. */
export interface LedgerSum {
  readonly money: MoneyFigures
  readonly performers: Map<string, { feesMinor: number; rewardsMinor: number }>
}

const figureOf: Readonly<Record<TransactionKind, { readonly figure: keyof MoneyFigures; readonly sign: 1 | -1 }>> = {
  fee: { figure: 'feesMinor', sign: -1 },
  reward: { figure: 'rewardsMinor', sign: 1 },
  payout: { figure: 'payoutsMinor', sign: -1 },
  payout_return: { figure: 'returnsMinor', sign: 1 },
  correction: { figure: 'correctionsMinor', sign: 1 },
}

const empty = (): LedgerSum => ({
  money: { feesMinor: 0, rewardsMinor: 0, payoutsMinor: 0, returnsMinor: 0, correctionsMinor: 0 },
  performers: new Map(),
})

/** Sums the ledger by day, week and month; to what performers earned, payouts and corrections are no work and count for nothing. */
export const sumLedger = (rows: readonly LedgerRow[]): PeriodSum<LedgerSum>[] => {
  const sums = periodSums(empty)
  for (const { kind, day, userId, amountMinor } of rows) {
    const { figure, sign } = figureOf[kind]
    const isWork = figure === 'feesMinor' || figure === 'rewardsMinor'
    for (const { money, performers } of sums.of(day)) {
      money[figure] += sign * amountMinor
      if (!isWork) continue
      const performer = performers.get(userId) ?? { feesMinor: 0, rewardsMinor: 0 }
      performer[figure] += sign * amountMinor
      performers.set(userId, performer)
    }
  }
  return sums.list()
}

/** How the number of losers changes when a performer's earnings of a period go from one amount to another. */
export const loserChange = (before: number, after: number): number => Number(after < 0) - Number(before < 0)
