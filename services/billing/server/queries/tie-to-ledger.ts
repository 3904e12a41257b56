import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { PayoutReport } from '@popug/contracts/billing.ts'
import type { Neighbours } from '@popug/service-kit'

/** Milliseconds that the ledger has; a page waits for it. */
const patience = 3_000

/** Sets the ledger's figures of a day beside a report's; null where the ledger does not answer. */
export const tieToLedger = async (
  { neighbours }: { readonly neighbours: Neighbours },
  { day, amountMinor, byStatus }: Omit<PayoutReport, 'ledger'>,
): Promise<PayoutReport['ledger']> => {
  const told = await neighbours
    .call(accountRoutes.getDayPayouts, { params: { day }, timeout: patience })
    .catch(() => null)
  if (told === null) return null
  const returned = byStatus.find(({ status }) => status === 'returned')?.amountMinor ?? 0
  return {
    payouts: told.payouts,
    amountMinor: told.paidOutMinor,
    returnedPayouts: told.returnedPayouts,
    returnedMinor: told.returnedMinor,
    differenceMinor: amountMinor - told.paidOutMinor,
    returnedDifferenceMinor: returned - told.returnedMinor,
  }
}
