import type { Finding } from '@popug/contracts/operations.ts'
import { billingCheck } from '../db/billing-check.ts'
import { payoutCheck } from '../db/payout-check.ts'
import type { Query } from '../world.ts'
import { compareCharges } from './compare-charges.ts'

/**
 * Compares the payouts with the bank's own register, where it shows one: each is charged at most once, and both tell the
 * same (I6). A bank that does not answer is a finding too.
 */
export const verifyBilling: Query<undefined, Finding[]> = async (ctx) => {
  const check = billingCheck(ctx.db)
  const payouts = payoutCheck(ctx.db)
  const checked = await check.countPayouts()
  const finding = (says: string, offenders: readonly string[]): Finding => ({
    invariant: 'I6',
    says,
    checked,
    offenders: [...offenders],
  })
  const own = [
    finding('each payout was paid or returned once', await check.endedTwice()),
    finding('each payout is in the state that its last step came to', await payouts.stepsAstray()),
    finding('a day counts all that it has sent', await payouts.miscountedDays()),
    finding('nothing was sent that a second person had not approved', await payouts.sentUnapproved()),
  ]
  try {
    const differences = await compareCharges(ctx, undefined)
    if (!differences) return own
    return [
      finding('what is paid here was charged at the bank, as much and under the same number', differences.notCharged),
      finding('what was charged at the bank is paid here, or still open', differences.notPaid),
      ...own,
    ]
  } catch (error) {
    ctx.log.warn({ err: error }, 'the bank’s register cannot be read')
    return [finding('the bank shows its register', ['the bank does not answer']), ...own]
  }
}
