/**
 * The teller stands between Billing and a provider: opens the card, keeps the time limit, and turns whatever happens
 * into an answer. It never throws for what a bank does, and never lets a card number out.
 */
import { insideTransaction } from '@popug/service-kit'
import type { BankAnswer, Charge } from '../domain/bank-answer.ts'
import type { CardCipher, SealedCard } from './card-cipher.ts'
import type { Provider } from './provider.ts'

/** One attempt at one payout. Without a card the bank is only asked whether it has paid already. */
export interface Attempt {
  readonly payoutId: string
  readonly amountMinor: number
  readonly currency: string
  readonly card: SealedCard | null
}

export interface Teller {
  /** Asks the bank to pay, outside of any transaction. */
  ask(attempt: Attempt, signal: AbortSignal): Promise<BankAnswer>
  /** Asks the bank whether it has charged a payout; rejects when it does not answer in time. */
  find(payoutId: string, signal?: AbortSignal): Promise<Charge | null>
}

interface TellerParts {
  readonly provider: Provider
  readonly cipher: CardCipher
  /** Milliseconds that the provider has. */
  readonly timeLimit: number
  /** Told that an attempt had no answer, by the payout's id and the kind of error alone. */
  readonly onSilence: (payoutId: string, error: string) => void
}

/** Rejects when the signal aborts, even where the work does not heed it. */
const untilAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })

const refuseInTransaction = (): void => {
  if (insideTransaction()) throw new Error('the bank is asked inside a transaction')
}

/** A teller for one provider. */
export const makeTeller = ({ provider, cipher, timeLimit, onSilence }: TellerParts): Teller => {
  const inTime = <T>(work: (signal: AbortSignal) => Promise<T>, outer?: AbortSignal): Promise<T> => {
    const limit = AbortSignal.timeout(timeLimit)
    const signal = outer ? AbortSignal.any([outer, limit]) : limit
    return untilAborted(work(signal), signal)
  }

  const find: Teller['find'] = async (payoutId, outer) => {
    refuseInTransaction()
    return inTime((signal) => provider.find(payoutId, signal), outer)
  }

  /** What is true without paying anything: an earlier attempt's charge, or this instead. */
  const findOr = async (payoutId: string, otherwise: BankAnswer, outer: AbortSignal): Promise<BankAnswer> => {
    const charge = await find(payoutId, outer)
    return charge ? { outcome: 'paid', ...charge } : otherwise
  }

  const open = (card: SealedCard): string | null => {
    try {
      return cipher.open(card)
    } catch {
      return null
    }
  }

  return {
    find,
    ask: async ({ payoutId, amountMinor, currency, card }, outer) => {
      refuseInTransaction()
      try {
        if (card === null) return await findOr(payoutId, { outcome: 'no_card' }, outer)
        const cardNumber = open(card)
        if (cardNumber === null) {
          return await findOr(payoutId, { outcome: 'refused', permanent: true, reason: 'card_unreadable' }, outer)
        }
        return await inTime((signal) => provider.pay({ payoutId, amountMinor, currency, cardNumber }, signal), outer)
      } catch (error) {
        onSilence(payoutId, error instanceof Error ? error.name : typeof error)
        return { outcome: 'unknown', reason: 'no_answer' }
      }
    },
  }
}
