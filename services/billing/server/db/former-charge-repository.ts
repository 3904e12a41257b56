import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** Charges of the sandbox bank from the time when it lived inside Billing; they are only read. */
export const formerChargeRepository = (db: Db<Tables>) => {
  const charges = () =>
    db.query
      .selectFrom('sandboxCharges')
      .select(['payoutId', 'reference', 'cardLast4', 'amountMinor', 'currency'])
      .where('outcome', '=', 'paid')

  return {
    find: (payoutId: string) => charges().where('payoutId', '=', payoutId).executeTakeFirst(),
    list: (after: string, limit: number) =>
      charges().where('payoutId', '>', after).orderBy('payoutId').limit(limit).execute(),
  }
}
