import { minorToDecimal } from '@popug/contracts/money.ts'
import { type Static, Type } from 'typebox'
import type { BankWord } from '../../domain/bank-answer.ts'

/** What is read of a payout object of YooKassa; it has more fields, and may gain others. */
export const PayoutObject = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  status: Type.Enum(['pending', 'succeeded', 'canceled']),
  amount: Type.Object({ value: Type.String(), currency: Type.String() }),
  payout_destination: Type.Optional(Type.Object({ card: Type.Optional(Type.Object({ last4: Type.String() })) })),
  cancellation_details: Type.Optional(Type.Object({ reason: Type.String({ maxLength: 100 }) })),
  metadata: Type.Optional(Type.Record(Type.String(), Type.String())),
})
export type PayoutObject = Static<typeof PayoutObject>

/** A list of them. */
export const PayoutList = Type.Object({ items: Type.Array(PayoutObject) })

/** What it sends by itself. */
export const Notification = Type.Object({
  type: Type.Literal('notification'),
  event: Type.String({ maxLength: 100 }),
  object: Type.Object({ id: Type.String({ pattern: '^[\\w-]{1,64}$' }) }),
})

/** The names of our own marks on a payout: whose it is, and under which key it was ordered. */
export const marks = { payout: 'popug_payout', order: 'popug_order' } as const

/** Reasons that pass: our balance there is filled, a limit of the month ends, an issuer comes back. */
const passing = new Set(['insufficient_funds', 'periodic_limit_exceeded', 'issuer_unavailable'])

/** What the state of a payout object means. */
export const wordOf = ({ id, status, payout_destination, cancellation_details }: PayoutObject): BankWord => {
  if (status === 'pending') return { outcome: 'pending', reference: id }
  if (status === 'succeeded') {
    return { outcome: 'paid', reference: id, cardLast4: payout_destination?.card?.last4 ?? '' }
  }
  const reason = cancellation_details?.reason ?? 'general_decline'
  return { outcome: 'refused', permanent: !passing.has(reason), reason }
}

/** The key of an order: the payout's id, and after refusals their number, for a key brings its own refusal back again. */
export const orderOf = (payoutId: string, refusals: number): string =>
  refusals === 0 ? payoutId : `${payoutId}.${refusals}`

/** Whose order a payout object is, and after how many refusals; null where it is none of ours. */
export const ownerOf = ({ metadata = {} }: PayoutObject): { payoutId: string; refusals: number } | null => {
  const payoutId = metadata[marks.payout]
  const order = metadata[marks.order]
  if (!payoutId || !order?.startsWith(payoutId)) return null
  const rest = order.slice(payoutId.length)
  if (rest === '') return { payoutId, refusals: 0 }
  const refusals = /^\.([1-9]\d{0,5})$/.exec(rest)?.[1]
  return refusals === undefined ? null : { payoutId, refusals: Number(refusals) }
}

/** An amount as YooKassa writes it. */
export const amountOf = (amountMinor: number, currency: string): PayoutObject['amount'] => ({
  value: minorToDecimal(amountMinor, currency),
  currency,
})
