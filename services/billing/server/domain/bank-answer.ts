/** A charge that the bank made: its own number for it, and the card that it went to. */
export interface Charge {
  readonly reference: string
  readonly cardLast4: string
}

/**
 * What a bank says of a payout.
 * - `paid`: the money has gone.
 * - `pending`: it has taken the payout over and will pay or refuse it later; `reference` is its own number for it.
 * - `refused`: it has not paid, and will not unless it is asked anew.
 */
export type BankWord =
  | ({ readonly outcome: 'paid' } & Charge)
  | { readonly outcome: 'pending'; readonly reference: string }
  | { readonly outcome: 'refused'; readonly permanent: boolean; readonly reason: string }

/**
 * What came of asking the bank.
 * - `not_taken`: the bank did nothing about this request; that says nothing of requests before it.
 * - `unknown`: it did not answer, so it may or may not have paid; only asking with the same key may follow.
 * - `person`: it may have paid, and cannot be asked any more: a person has to find out.
 * - `no_card`: it has not paid, and there is no card to pay to.
 */
export type BankAnswer =
  | BankWord
  | { readonly outcome: 'not_taken'; readonly permanent: boolean; readonly reason: string }
  | { readonly outcome: 'unknown' | 'person'; readonly reason: string }
  | { readonly outcome: 'no_card' }
