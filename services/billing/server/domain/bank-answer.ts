/** A charge that the bank made: its own number for it, and the card that it went to. */
export interface Charge {
  readonly reference: string
  readonly cardLast4: string
}

/**
 * What came of asking the bank. `unknown`: it did not answer, so it may or may not have paid, and only asking again
 * with the same payout id may follow. `no_card`: it has not paid, and there is no card to pay to.
 */
export type BankAnswer =
  | ({ readonly outcome: 'paid' } & Charge)
  | { readonly outcome: 'refused'; readonly permanent: boolean; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string }
  | { readonly outcome: 'no_card' }
