/**
 * The teller stands between Billing and a provider: opens the card, keeps the time limit, and turns whatever happens
 * into an answer. It never throws for what a bank does, and never lets a card number out.
 */
import { insideTransaction } from '@popug/service-kit'
import type { BankAnswer, BankWord } from '../domain/bank-answer.ts'
import { type CardCipher, CardKeyUnknown, type SealedCard } from './card-cipher.ts'
import type { Asked, Heard, Notice, PayRequest, Provider, RegisteredCharge } from './provider.ts'

/** One attempt at one payout. Without a card the bank is only asked whether it has paid already. */
export interface Attempt extends Omit<PayRequest, 'cardNumber'> {
  readonly card: SealedCard | null
}

export interface Teller {
  /** Which provider this is, and where people may see what it received. */
  readonly bank: Pick<Provider, 'name' | 'page'>
  /** Asks the bank to pay, outside of any transaction. */
  ask(attempt: Attempt, signal: AbortSignal): Promise<BankAnswer>
  /** Asks the bank what it knows of a payout; rejects when it does not answer in time, or that is not certain. */
  find(asked: Asked, signal?: AbortSignal): Promise<BankWord | null>
  /** What a notice of the bank says; refuses `not_from_the_bank` where it is not the bank's. */
  hear(notice: Notice): Promise<Heard | null>
  /** Charges in the bank's register in the order of payouts' ids; undefined where the bank shows none. */
  readonly listCharges?: (after: string, limit: number) => Promise<readonly RegisteredCharge[]>
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

  /** Whether another provider may have paid it already, one that stands no longer in the settings. */
  const isElsewhere = ({ askedSince, bank }: Asked): boolean =>
    askedSince !== null && (bank ?? 'sandbox') !== provider.name

  const find: Teller['find'] = async (asked, outer) => {
    refuseInTransaction()
    if (isElsewhere(asked)) throw new Error('another bank was asked to pay it')
    return inTime((signal) => provider.find(asked, signal), outer)
  }

  /** What is true without paying anything: what an earlier attempt has come to, or this instead. */
  const findOr = async (asked: Asked, otherwise: BankAnswer, outer: AbortSignal): Promise<BankAnswer> =>
    (await find(asked, outer)) ?? otherwise

  /** The number, or why there is none. A key that is not here yet is at another instance, and soon here too. */
  const open = (card: SealedCard): string | BankAnswer => {
    try {
      return cipher.open(card)
    } catch (error) {
      const lacksKey = error instanceof CardKeyUnknown
      return { outcome: 'refused', permanent: !lacksKey, reason: lacksKey ? 'card_key_missing' : 'card_unreadable' }
    }
  }

  const { listCharges } = provider
  return {
    bank: { name: provider.name, page: provider.page },
    find,
    hear: (notice) => {
      refuseInTransaction()
      return inTime((signal) => provider.hear(notice, signal))
    },
    ...(listCharges ? { listCharges: (after, limit) => inTime((signal) => listCharges(after, limit, signal)) } : {}),
    ask: async ({ card, ...attempt }, outer) => {
      refuseInTransaction()
      const { payoutId, amountMinor, ...others } = attempt
      if (isElsewhere(attempt)) return { outcome: 'person', reason: 'other_bank' }
      try {
        if (card === null) return await findOr(attempt, { outcome: 'no_card' }, outer)
        const cardNumber = open(card)
        if (typeof cardNumber !== 'string') return await findOr(attempt, cardNumber, outer)
        return await inTime((signal) => provider.pay({ payoutId, amountMinor, ...others, cardNumber }, signal), outer)
      } catch (error) {
        onSilence(payoutId, error instanceof Error ? error.name : typeof error)
        return { outcome: 'unknown', reason: 'no_answer' }
      }
    },
  }
}
