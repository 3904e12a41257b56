import type { Payout, PayoutReport } from '@popug/contracts/billing.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import { expect } from 'vitest'

const sumOf = (rows: readonly { amountMinor: number }[]): number =>
  rows.reduce((total, { amountMinor }) => total + amountMinor, 0)

/** What some payouts come to. */
const totalOf = (some: readonly Payout[]) => ({ payouts: some.length, amountMinor: sumOf(some) })

/** Every figure of a day's report, recomputed from the ledger's transactions and from the payouts one by one. */
export const expectReportRecounted = (
  { day, byStatus, byReason, ledger, ...whole }: PayoutReport,
  payouts: readonly Payout[],
  transactions: readonly Transaction[],
): void => {
  const taken = transactions.filter((row) => row.kind === 'payout' && row.day === day)
  const ids = new Set(taken.map(({ payoutId }) => payoutId))
  const returned = transactions.filter((row) => row.kind === 'payout_return' && ids.has(row.payoutId))
  expect(whole).toMatchObject({ payouts: taken.length, amountMinor: 0 - sumOf(taken) })
  expect(ledger).toEqual({
    payouts: taken.length,
    amountMinor: 0 - sumOf(taken),
    returnedPayouts: returned.length,
    returnedMinor: sumOf(returned),
    differenceMinor: 0,
    returnedDifferenceMinor: 0,
  })
  for (const { status, ...total } of byStatus) {
    expect({ status, ...total }).toEqual({ status, ...totalOf(payouts.filter((one) => one.status === status)) })
  }
  expect(byStatus.find(({ status }) => status === 'returned')).toMatchObject({
    payouts: returned.length,
    amountMinor: sumOf(returned),
  })
  const reasonOf = ({ status, hold, failure }: Payout): string | null =>
    status === 'paid' ? null : (hold ?? (status === 'waiting_for_card' ? 'no_card' : failure))
  for (const { status, reason, ...total } of byReason) {
    const own = payouts.filter((one) => one.status === status && reasonOf(one) === reason)
    expect({ status, reason, ...total }).toEqual({ status, reason, ...totalOf(own) })
  }
  expect(sumOf(byReason)).toBe(whole.amountMinor)
  expect(byReason.reduce((count, line) => count + line.payouts, 0)).toBe(whole.payouts)
}
