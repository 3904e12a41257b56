import { type FactList, pageRequest } from '@popug/service-kit'
import { factRepository } from '../db/fact-repository.ts'
import type { BillingWorld } from '../world.ts'

/** What Billing tells of payouts, to be compared with the ledger and the letters. */
export const facts: Readonly<Record<string, FactList<BillingWorld>>> = {
  payouts: ({ db }, asked) => factRepository(db).payouts('heard', pageRequest(asked, 1)),
  returns: ({ db }, asked) => factRepository(db).payouts('returned', pageRequest(asked, 1)),
}
