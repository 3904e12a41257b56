/**
 * The closed catalogue of what may be wrong with a field, apart from where it stands; what people read of each is
 * `fault.<code>` in `languages/<code>/ui.json`. `limit` in the params is what a text counts by.
 */
export const faultCodes = [
  // What a schema finds.
  'required',
  'empty',
  'too_short',
  'too_long',
  'too_small',
  'too_great',
  'list_too_short',
  'list_too_long',
  'repeated',
  'not_one_of',
  'unknown',
  'wrong_kind',
  'not_whole',
  'wrong_form',
  'not_json',
  'no_id',
  'no_email',
  'no_day',
  'no_moment',
  'no_cursor',
  // Ranges of days.
  'range_turned',
  'range_too_long',
  'day_outside',
  // Files.
  'file_empty',
  'no_lines',
  'too_many_lines',
  'unknown_column',
  'missing_column',
  'column_twice',
  'too_many_unmatched',
  // Cards, webhooks, passkeys.
  'card_not_digits',
  'card_length',
  'card_check_digit',
  'no_url',
  'url_scheme',
  'url_person',
  'url_private',
  'not_answering',
  // Payouts that the bank has in hand.
  'tried_meanwhile',
  'bank_may_pay',
  'bank_will_say',
  // Positions in a log.
  'before_checkpoint',
  'not_said_yet',
  'not_heard_yet',
] as const

export type FaultCode = (typeof faultCodes)[number]

/** Figures and names that a text about a fault holds. */
export type FaultParams = Readonly<Record<string, string | number>>

/** One thing that is wrong with a request. */
export interface FieldError {
  /** JSON pointer of the field within its part of the request: `/body/title`. */
  readonly path: string
  /** What is wrong, in English, for whoever writes programs. */
  readonly message: string
  /** The same for programs, and for texts in a person's language. Releases before did not say it. */
  readonly code?: FaultCode
  readonly params?: FaultParams
}
