import type { Finding } from '@popug/contracts/operations.ts'
import { billingCheck } from '../db/billing-check.ts'
import type { Query } from '../world.ts'

/** Compares the payouts with the bank's register: each is charged at most once, and both tell the same (I6). */
export const verifyBilling: Query<undefined, Finding[]> = async (ctx) => {
  const check = billingCheck(ctx.db)
  const checked = await check.countPayouts()
  const finding = (says: string, offenders: string[]): Finding => ({
    invariant: 'I6',
    says,
    checked,
    offenders,
  })
  return [
    finding(
      'what is paid here was charged at the bank, as much and under the same number',
      await check.paidWithoutCharge(),
    ),
    finding('what was charged at the bank is paid here, or still open', await check.chargedWithoutPayout()),
    finding('each payout was paid or returned once', await check.endedTwice()),
  ]
}
