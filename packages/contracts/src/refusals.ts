import titles from '../../../languages/en/refusals.json' with { type: 'json' }
import type { FaultCode, FaultParams, FieldError } from './faults.ts'

/** What a refusal is on the wire, and what an event handler that meets it does. */
interface RefusalKind {
  readonly status: number
  readonly message: 'park' | 'retry'
}

const say = (status: number, message: 'park' | 'retry' = 'park'): RefusalKind => ({ status, message })

// What each says to people stands in `languages/<code>/refusals.json`.
const kinds = {
  invalid: say(400),
  not_signed_in: say(401),
  wrong_credentials: say(401),
  wrong_password: say(403),
  forbidden: say(403),
  insufficient_scope: say(403),
  foreign_origin: say(403),
  not_from_the_bank: say(403),
  not_your_task: say(403),
  not_found: say(404),
  no_performers: say(409),
  not_a_performer: say(409),
  task_already_closed: say(409),
  email_taken: say(409),
  too_many_tokens: say(409),
  passkey_refused: say(401),
  challenge_over: say(410),
  passkey_known: say(409),
  too_many_passkeys: say(409),
  passkeys_unavailable: say(409),
  user_disabled: say(409),
  last_admin: say(409),
  day_not_begun: say(409),
  transaction_not_reversible: say(409),
  transaction_reversed: say(409),
  payout_not_retryable: say(409),
  payout_not_returnable: say(409),
  payout_not_paid: say(409),
  own_register: say(403),
  register_decided: say(409),
  register_changed: say(409),
  payout_is_certain: say(409),
  mail_not_resendable: say(409),
  too_many_webhooks: say(409),
  webhook_disabled: say(409),
  delivery_on_its_way: say(409),
  dead_letter_settled: say(409),
  log_moved_on: say(409),
  not_repeatable: say(409),
  idempotency_key_reused: say(422),
  invitation_over: say(410),
  too_large: say(413),
  unsupported_media_type: say(415),
  too_many_attempts: say(429, 'retry'),
  unavailable: say(503, 'retry'),
  internal: say(500, 'retry'),
} as const satisfies Record<keyof typeof titles, RefusalKind>

export type RefusalCode = keyof typeof kinds

const titled = Object.entries(kinds).map(([code, kind]) => [code, { ...kind, title: titles[code as RefusalCode] }])

/**
 * The closed catalogue of refusals: what each is on the wire, what an event handler that meets it does
 * (`park`: a dead letter at once, for trying again cannot help; `retry`: try again, then park), and its title in English.
 */
export const refusals: Readonly<Record<RefusalCode, RefusalKind & { readonly title: string }>> =
  Object.fromEntries(titled)

/** A "no" that the caller can understand and act on. Anything else thrown is a bug. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly errors: readonly FieldError[] | undefined
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined

  constructor(code: RefusalCode, detail?: string, more: { errors?: readonly FieldError[]; retryAfter?: number } = {}) {
    super(detail ?? refusals[code].title)
    this.name = 'Refusal'
    this.code = code
    this.errors = more.errors
    this.retryAfter = more.retryAfter
  }

  get status(): number {
    return refusals[this.code].status
  }
}

/** A refusal because of one thing in the request: where it stands, what it is, and the same in English for programmers. */
export const refusalFor = (
  refusal: RefusalCode,
  path: string,
  code: FaultCode,
  message: string,
  params?: FaultParams,
): Refusal =>
  new Refusal(refusal, refusal === 'invalid' ? `${path}: ${message}` : message, {
    errors: [{ path, message, code, ...(params ? { params } : {}) }],
  })

/** The refusal `invalid` for one field. */
export const invalid = (path: string, code: FaultCode, message: string, params?: FaultParams): Refusal =>
  refusalFor('invalid', path, code, message, params)
