import { Refusal } from '@popug/contracts/refusals.ts'
import type { BankWord } from '../domain/bank-answer.ts'
import { isUncertain } from '../domain/payout.ts'
import type { Query } from '../world.ts'
import { getPayout } from './get-payout.ts'

/** What the bank itself says of a payout when a person comes with a finding, and after how many attempts it was asked. */
interface Known {
  readonly attempts: number
  /** Null where it knows nothing of the payout for certain; undefined where it cannot say. */
  readonly word: BankWord | null | undefined
}

/**
 * Asks the bank once more about a payout of which a person has found something out: what it says for certain counts before
 * what a person says. Outside of transactions. Refuses `payout_is_certain` where nothing has to be found out.
 */
export const askBeforeFinding: Query<{ id: string }, Known> = async (ctx, { id }) => {
  const payout = await getPayout(ctx, { id })
  if (!isUncertain(payout)) throw new Refusal('payout_is_certain')
  const { attempts, refusals, askedSince, sentAt: askedAt, providerReference: reference, bank } = payout
  try {
    const word = await ctx.tools.teller.find({ payoutId: id, refusals, askedSince, askedAt, reference, bank })
    return { attempts, word }
  } catch {
    return { attempts, word: undefined }
  }
}
