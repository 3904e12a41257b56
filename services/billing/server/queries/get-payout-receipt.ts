import { Refusal } from '@popug/contracts/refusals.ts'
import type { Payout } from '../domain/payout.ts'
import type { Query } from '../world.ts'
import { getPayout } from './get-payout.ts'

/** A payout that was paid, with when; refuses `not_found`, and `payout_not_paid` for any other. */
export const getPaidPayout: Query<{ id: string }, Payout & { readonly paidAt: number }> = async (ctx, { id }) => {
  const payout = await getPayout(ctx, { id })
  if (payout.status !== 'paid' || payout.paidAt === null) throw new Refusal('payout_not_paid')
  return { ...payout, paidAt: payout.paidAt }
}
