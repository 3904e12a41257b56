import { type Static, Type } from 'typebox'
import { Day, Moment } from './days.ts'
import { TransactionKind } from './events.ts'
import { Id } from './ids.ts'
import { Minor } from './money.ts'
import { only, ownOr } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'accounts'

/** A row's number in the ledger, from 1. */
export const TransactionId = Type.String({ pattern: '^[1-9][0-9]{0,15}$', description: 'number in the ledger, from 1' })

export const Transaction = Type.Object({
  id: Type.String(),
  at: Moment,
  day: Day,
  userId: Id,
  taskId: orNull(Id),
  payoutId: orNull(Id),
  kind: TransactionKind,
  amountMinor: Minor,
  balanceMinor: Minor,
  reason: orNull(Type.String()),
  actorId: orNull(Type.String({ description: 'who posted it by hand, or closed the day that paid it out' })),
  reversesId: orNull(Type.String({ description: 'the row that this one takes back' })),
  reversedById: orNull(Type.String({ description: 'the row that took this one back' })),
})
export type Transaction = Static<typeof Transaction>

/** Why a row was posted by hand; the person whose account it is reads it. */
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })
const overseers = ['accountant', 'executive', 'admin'] as const

/** The routes of the ledger's rows; part of `accountRoutes`. */
export const transactionRoutes = {
  listTransactions: route({
    name: 'listTransactions',
    service,
    method: 'GET',
    path: '/transactions',
    who: ownOr(...overseers),
    summary: 'Rows of the ledger, newest first',
    query: query({
      ...paging,
      userId: Type.Optional(Id),
      taskId: Type.Optional(Id),
      payoutId: Type.Optional(Id),
      day: Type.Optional(Day),
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      kind: Type.Optional(TransactionKind),
    }),
    answer: pageOf(Transaction),
    csv: true,
  }),
  getTransaction: route({
    name: 'getTransaction',
    service,
    method: 'GET',
    path: '/transactions/:id',
    who: ownOr(...overseers),
    summary: 'One row of the ledger',
    params: closedObject({ id: TransactionId }),
    answer: Transaction,
    refusals: ['not_found'],
  }),
  reverseTransaction: route({
    name: 'reverseTransaction',
    service,
    method: 'POST',
    path: '/transactions/:id/reversal',
    who: only('accountant', 'admin'),
    summary:
      'Takes a fee, a reward or a correction back by a correction of the opposite amount, once; a payout is returned in Billing',
    params: closedObject({ id: TransactionId }),
    body: closedObject({ reason: Reason }),
    status: 201,
    answer: Transaction,
    refusals: ['not_found', 'transaction_not_reversible', 'transaction_reversed'],
    creates: true,
  }),
  createCorrection: route({
    name: 'createCorrection',
    service,
    method: 'POST',
    path: '/corrections',
    who: only('accountant', 'admin'),
    summary: 'Corrects a balance by a row of its own, with a reason',
    body: closedObject({
      userId: Id,
      amountMinor: Type.Integer({ minimum: -100_000_000_000, maximum: 100_000_000_000, not: { const: 0 } }),
      reason: Reason,
    }),
    status: 201,
    answer: Transaction,
    creates: true,
  }),
}
