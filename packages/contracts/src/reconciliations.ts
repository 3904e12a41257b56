import { type Static, Type } from 'typebox'
import { Day, Moment } from './days.ts'
import { Id } from './ids.ts'
import { Currency, Minor } from './money.ts'
import { only } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'billing'

/**
 * What became of a line of the bank's register, or of a payout that is not in it. `matched`: both tell the same;
 * `missing`: paid here in the period, and not in the register; `extra`: in the register, and not paid here; `different`:
 * another amount, currency or number; `refused`: the line could not be read.
 */
export const reconciliationOutcomes = ['matched', 'missing', 'extra', 'different', 'refused'] as const
export type ReconciliationOutcome = (typeof reconciliationOutcomes)[number]
const Outcome = Type.Enum([...reconciliationOutcomes])

/** Why a line was refused, or what is extra or different about it. */
export const reconciliationReasons = [
  'quote_not_closed',
  'text_after_quote',
  'not_utf8',
  'too_many_fields',
  'payout_wrong',
  'payout_twice',
  'amount_wrong',
  'currency_wrong',
  'reference_wrong',
  'unknown_payout',
  'not_paid',
  'amount',
  'currency',
  'reference',
] as const
export type ReconciliationReason = (typeof reconciliationReasons)[number]

/** The columns of a register; `payout` and `amount` must be there. */
export const registerColumns = ['payout', 'amount', 'currency', 'reference'] as const
/** Lines of one register, and payouts that may be missing from it, at most. */
export const mostRegisterLines = 20_000
/** Days that one register covers at most. */
export const longestRegister = 31

/** A comparison of the bank's register with the payouts that were paid here from one day to another, both included. */
export const Reconciliation = Type.Object({
  id: Id,
  from: Day,
  to: Day,
  currency: Currency,
  createdAt: Moment,
  actorId: Id,
  lines: Type.Integer({ description: 'lines of the register' }),
  totals: Type.Array(Type.Object({ outcome: Outcome, lines: Type.Integer(), registerMinor: Minor, paidMinor: Minor })),
})
export type Reconciliation = Static<typeof Reconciliation>

/** One line of the result: what the register tells, and what is known here. */
export const ReconciliationLine = Type.Object({
  number: Type.Integer(),
  outcome: Outcome,
  reason: orNull(Type.Enum([...reconciliationReasons])),
  line: orNull(Type.Integer({ description: 'the line of the file' })),
  payoutId: orNull(Id),
  reference: orNull(Type.String()),
  registerMinor: orNull(Minor),
  paidMinor: orNull(Minor),
})
export type ReconciliationLine = Static<typeof ReconciliationLine>

const bytes = 4 * 1024 * 1024
const byId = closedObject({ id: Id })
const overseers = only('accountant', 'executive', 'admin')

export const reconciliationRoutes = {
  createReconciliation: route({
    name: 'createReconciliation',
    service,
    method: 'POST',
    path: '/reconciliations',
    who: only('accountant', 'admin'),
    summary: `Compares the bank’s register, a CSV with the columns ${registerColumns.join(', ')} (RFC 4180, UTF-8, at most 20,000 lines), with the payouts paid from one day to another (${longestRegister} at most)`,
    query: query({ from: Day, to: Day }),
    body: Type.String({ maxLength: bytes }),
    consumes: 'text/csv',
    bodyLimit: bytes,
    status: 201,
    answer: Reconciliation,
    creates: true,
    refusals: ['too_large'],
  }),
  listReconciliations: route({
    name: 'listReconciliations',
    service,
    method: 'GET',
    path: '/reconciliations',
    who: overseers,
    summary: 'Comparisons with the bank’s registers, newest first',
    query: query({ ...paging }),
    answer: pageOf(Reconciliation),
  }),
  getReconciliation: route({
    name: 'getReconciliation',
    service,
    method: 'GET',
    path: '/reconciliations/:id',
    who: overseers,
    summary: 'One comparison with its totals',
    params: byId,
    answer: Reconciliation,
    refusals: ['not_found'],
  }),
  listReconciliationLines: route({
    name: 'listReconciliationLines',
    service,
    method: 'GET',
    path: '/reconciliations/:id/lines',
    who: overseers,
    summary: 'The lines of one comparison; as CSV: all of them',
    params: byId,
    query: query({ ...paging, outcome: Type.Optional(Outcome) }),
    answer: pageOf(ReconciliationLine),
    csv: true,
    refusals: ['not_found'],
  }),
}
