import type { TransactionKind } from '@popug/contracts/events.ts'

/** A row of the ledger as far as statistics care; fees are negative, rewards positive. */
export interface LedgerRow {
  readonly position: number
  readonly userId: string
  readonly taskId: string | null
  readonly kind: TransactionKind
  readonly amountMinor: number
  readonly day: string
}

/** What a batch of the ledger adds to one day. */
export interface DaySum {
  /** Fees less rewards: top management is the mirror of all performers. */
  profitMinor: number
  /** Rewards less fees, by performer. */
  readonly earned: Map<string, number>
}

/** Sums fees and rewards by day; payouts and corrections are no work and count for nothing. */
export const sumLedger = (rows: readonly LedgerRow[]): ReadonlyMap<string, DaySum> => {
  const days = new Map<string, DaySum>()
  for (const { kind, day, userId, amountMinor } of rows) {
    if (kind !== 'fee' && kind !== 'reward') continue
    const sum = days.get(day) ?? { profitMinor: 0, earned: new Map<string, number>() }
    sum.profitMinor -= amountMinor
    sum.earned.set(userId, (sum.earned.get(userId) ?? 0) + amountMinor)
    days.set(day, sum)
  }
  return days
}

/** How the number of losers changes when a performer's earnings of the day go from one amount to another. */
export const loserChange = (before: number, after: number): number => Number(after < 0) - Number(before < 0)
