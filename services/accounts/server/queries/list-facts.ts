import { type FactList, pageRequest } from '@popug/service-kit'
import { factRepository } from '../db/fact-repository.ts'
import type { AccountsWorld } from '../world.ts'

/** What the ledger tells of work, payouts and days, to be compared with its neighbours. */
export const facts: Readonly<Record<string, FactList<AccountsWorld>>> = {
  fees: ({ db }, asked) => factRepository(db).ofTasks('fee', pageRequest(asked, 2)),
  rewards: ({ db }, asked) => factRepository(db).ofTasks('reward', pageRequest(asked, 2)),
  payouts: ({ db }, asked) => factRepository(db).payouts('issued', pageRequest(asked, 1)),
  returns: ({ db }, asked) => factRepository(db).payouts('returned', pageRequest(asked, 1)),
  profits: ({ db }, asked) => factRepository(db).profits(pageRequest(asked, 1)),
  losers: ({ db }, asked) => factRepository(db).losers(pageRequest(asked, 1)),
}
