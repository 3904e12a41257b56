import { ledgerChecks } from '../db/ledger-checks.ts'
import type { Context } from '../world.ts'

/** One invariant of the ledger: whether it holds, and whom it does not hold for. */
export interface Verified {
  readonly invariant: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'sums'
  readonly says: string
  /** Rows of the ledger that it was checked over. */
  readonly rows: number
  /** Ids, numbers or days, at most twenty of each kind. */
  readonly offenders: readonly string[]
}

/** Checks every invariant that the ledger can see by itself; whole and right where no item has an offender. */
export const verifyLedger = async ({ db }: Context): Promise<Verified[]> => {
  const checks = ledgerChecks(db)
  const rows = await checks.rows()
  const verified = (invariant: Verified['invariant'], says: string, ...offenders: string[][]): Verified => ({
    invariant,
    says,
    rows,
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
    verified('I5', 'a closing leaves no balance of its day above zero', await checks.unpaidAccounts()),
    verified('sums', 'days are the sums of their rows', await checks.unequalDays()),
  ]
}
