import { Refusal } from '@popug/contracts/refusals.ts'
import type { BillingWorld, Query } from '../world.ts'

type Hear = BillingWorld['tools']['teller']['hear']

/**
 * What a notice of the bank says; null where it is about nothing of ours. Outside of transactions, for the bank may have to be
 * asked whether it is true. Refuses `not_from_the_bank`, `invalid`, and `unavailable` when the bank does not answer.
 */
export const hearNotice: Query<Parameters<Hear>[0], Awaited<ReturnType<Hear>>> = async (ctx, notice) => {
  try {
    return await ctx.tools.teller.hear(notice)
  } catch (error) {
    if (error instanceof Refusal) throw error
    ctx.log.warn({ error: error instanceof Error ? error.name : typeof error }, 'a notice could not be confirmed')
    throw new Refusal('unavailable', 'the bank does not answer whether this is true')
  }
}
