import type { PayoutProvider } from '@popug/contracts/billing.ts'
import type { BankAnswer, BankWord } from '../domain/bank-answer.ts'

/** What a provider has been asked about a payout so far. Times are epoch milliseconds. */
export interface Asked {
  /** Its id, the same for ever; the idempotency key is made of it. */
  readonly payoutId: string
  /** How often the provider has refused it for certain: a provider that remembers refusals by their key needs another then. */
  readonly refusals: number
  /** When it was first asked since the last refusal; null where this is the first time. */
  readonly askedSince: number | null
  /** When it was asked last. */
  readonly askedAt: number | null
  /** The provider's own number for it, where it has told one. */
  readonly reference: string | null
  /** Which provider was asked; null where none was, or by those from before there were several: the sandbox bank. */
  readonly bank: PayoutProvider | null
}

/** What a provider is asked: to pay this much to this card, once, however often it is asked. */
export interface PayRequest extends Asked {
  readonly amountMinor: number
  readonly currency: string
  readonly cardNumber: string
  /** False where the card has been changed since `askedSince`, so that the same request cannot be repeated. */
  readonly isSameCard: boolean
}

/** What comes in over the webhook, as it came. */
export interface Notice {
  readonly body: string
  /** The address that it came from, as the first proxy saw it. */
  readonly ip: string
  header(name: string): string | undefined
}

/** What a notice has been found to say, once it is believed. */
export interface Heard {
  readonly payoutId: string
  /** After how many refusals the payout was ordered that this is about; null where the provider makes no difference. */
  readonly refusals: number | null
  readonly word: BankWord
}

/** A charge in a provider's own register. */
export interface RegisteredCharge {
  readonly payoutId: string
  readonly reference: string
  readonly amountMinor: number
  readonly currency: string
}

/**
 * A bank or payment provider, as Billing needs it.
 *
 * - `pay` again with what was charged before charges nothing and answers that charge.
 * - A throw, or no answer in time, says nothing: the money may have gone. Ask again.
 * - All of them give up when the signal aborts, and never put a card number into an error.
 */
export interface Provider {
  readonly name: PayoutProvider
  /** A page on which people see what the provider received. */
  readonly page: string | null
  pay(request: PayRequest, signal: AbortSignal): Promise<BankAnswer>
  /**
   * What the provider knows of a payout, found by its own number or by our key. Null where it knows nothing of it, and no
   * request before this one can still change that; throws while that is not certain.
   */
  find(asked: Asked, signal: AbortSignal): Promise<BankWord | null>
  /** What a notice says; null where it is none of ours. Refuses `not_from_the_bank` unless it is the provider's own. */
  hear(notice: Notice, signal: AbortSignal): Promise<Heard | null>
  /** Charges in the order of the payouts' ids, those after `after`; undefined where the provider has no such register. */
  listCharges?(after: string, limit: number, signal: AbortSignal): Promise<readonly RegisteredCharge[]>
}
