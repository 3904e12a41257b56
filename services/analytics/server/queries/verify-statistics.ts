import type { Finding } from '@popug/contracts/operations.ts'
import { statisticsChecks } from '../db/statistics-checks.ts'
import type { Query } from '../world.ts'

/** Checks what Analytics can see by itself of its figures; whole and right where no item has an offender. */
export const verifyStatistics: Query<void, Finding[]> = async ({ db }) => {
  const checks = statisticsChecks(db)
  return [
    {
      invariant: 'sums',
      says: 'profit and losers of a day are the mirror of what its performers earned',
      checked: await checks.count(),
      offenders: await checks.unequalDays(),
    },
  ]
}
