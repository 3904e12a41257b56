import { Refusal } from '@popug/contracts/refusals.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import type { Payout } from '../domain/payout.ts'
import type { Query } from '../world.ts'

/** One payout; refuses `not_found`. */
export const getPayout: Query<{ id: string }, Payout> = async (ctx, { id }) => {
  const payout = await payoutRepository(ctx.db).find(id)
  if (!payout) throw new Refusal('not_found')
  return payout
}
