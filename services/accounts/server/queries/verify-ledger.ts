import type { Finding } from '@popug/contracts/operations.ts'
import { ledgerChecks } from '../db/ledger-checks.ts'
import type { Context } from '../world.ts'

/** Checks every invariant that the ledger can see by itself; whole and right where no item has an offender. */
export const verifyLedger = async ({ db }: Context): Promise<Finding[]> => {
  const checks = ledgerChecks(db)
  const checked = await checks.rows()
  const verified = (invariant: string, says: string, ...offenders: string[][]): Finding => ({
    invariant,
    says,
    checked,
    offenders: offenders.flat(),
  })
  return [
    verified(
      'I1',
      'each balance is the sum of its rows and the balance of the last one, with no hole in their sequence',
      await checks.unequalAccounts(),
      await checks.brokenBalances(),
    ),
    verified('I2', 'each fee of a task is its one price', await checks.taskRows('fee')),
    verified('I3', 'a task has at most one reward', await checks.taskRows('reward')),
    verified(
      'I4',
      'a person has at most one payout a day, and it is what the ledger took',
      await checks.doublePayouts(),
      await checks.unequalPayouts(),
    ),
    verified('I5', 'a closing leaves no balance of its day that makes a payout', await checks.unpaidAccounts()),
    verified('I11', 'amounts and balances are whole minor units', await checks.brokenAmounts()),
    verified(
      'reversals',
      'a reversal is the opposite of the one earlier row that it takes back',
      await checks.unequalReversals(),
    ),
    verified(
      'sums',
      'days are the sums of their rows, and lists by day or by kind find each row',
      await checks.unequalDays(),
      await checks.unlistedRows(),
    ),
  ]
}
