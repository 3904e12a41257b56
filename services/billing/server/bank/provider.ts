import type { Charge } from '../domain/bank-answer.ts'

/** What a provider is asked: to pay this much to this card, once under this payout id however often it is asked. */
export interface PayRequest {
  /** The idempotency key: the same for every attempt at one payout. */
  readonly payoutId: string
  readonly amountMinor: number
  readonly currency: string
  readonly cardNumber: string
}

/** What a provider answers. A refusal that is not permanent may be asked again with the same key. */
export type PayAnswer =
  | ({ readonly outcome: 'paid' } & Charge)
  | { readonly outcome: 'refused'; readonly permanent: boolean; readonly reason: string }

/**
 * A bank or payment provider, as Billing needs it.
 *
 * - `pay` with a key that was charged before charges nothing and answers that charge.
 * - A throw, or no answer in time, says nothing: the money may have gone. Ask again with the same key.
 * - Both give up when the signal aborts, and never put a card number into an error.
 */
export interface Provider {
  pay(request: PayRequest, signal: AbortSignal): Promise<PayAnswer>
  /** The charge made under this key; null where there is none, and no request before this one can still make one. */
  find(payoutId: string, signal: AbortSignal): Promise<Charge | null>
}
