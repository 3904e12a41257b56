import { Refusal } from '@popug/contracts/refusals.ts'
import type { BankWord } from '../domain/bank-answer.ts'
import { isReturnable } from '../domain/payout.ts'
import type { Query } from '../world.ts'
import { getPayout } from './get-payout.ts'

/** What the bank says of a payout, and after how many attempts it was asked. */
interface Inquiry {
  readonly attempts: number
  readonly word: BankWord | null
}

/**
 * Asks the bank about a payout that it may have paid, before its money is given back; null where the bank need not be
 * asked. Outside of transactions. Refuses `unavailable` when the bank does not answer.
 */
export const askBeforeReturn: Query<{ id: string }, Inquiry | null> = async (ctx, { id }) => {
  const payout = await getPayout(ctx, { id })
  if (payout.unanswered === 0 || !isReturnable(payout)) return null
  try {
    const { attempts, refusals, askedSince, sentAt: askedAt, providerReference: reference, bank } = payout
    const word = await ctx.tools.teller.find({ payoutId: id, refusals, askedSince, askedAt, reference, bank })
    return { attempts, word }
  } catch (error) {
    ctx.log.warn(
      { payout: id, error: error instanceof Error ? error.name : typeof error },
      'the bank does not say whether it has paid',
    )
    throw new Refusal(
      'unavailable',
      'it is not certain yet whether the bank has paid, or it does not answer; nothing was changed',
    )
  }
}
