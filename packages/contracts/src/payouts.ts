import { type Static, Type } from 'typebox'
import { Day, Moment } from './days.ts'
import { Id, IdList } from './ids.ts'
import { Currency, Minor } from './money.ts'
import { Note, payoutStepReasons } from './payout-steps.ts'
import { only, ownOr } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'billing'

export const payoutStatuses = ['waiting_for_card', 'queued', 'sent', 'paid', 'failed', 'returned'] as const
export type PayoutStatus = (typeof payoutStatuses)[number]
const Status = Type.Enum([...payoutStatuses])

/** What keeps a payout from being sent besides a card: a second person’s approval, or the limit of today. */
export const payoutHolds = ['approval', 'day_limit'] as const
export type PayoutHold = (typeof payoutHolds)[number]

/**
 * A payout on its way to the card. `waiting_for_card` until the person names one; `queued` until its next attempt;
 * `sent` while the provider's answer is not known; `failed` when it was refused for good or attempts ran out.
 */
export const Payout = Type.Object({
  id: Id,
  userId: Id,
  day: Day,
  amountMinor: Minor,
  currency: Currency,
  status: Status,
  attempts: Type.Integer(),
  failure: orNull(Type.String()),
  cardLast4: orNull(Type.String()),
  hold: orNull(Type.Enum([...payoutHolds])),
  nextAttemptAt: orNull(Moment),
  mayBePaid: Type.Boolean({ description: 'whether the bank was asked and has not said what became of it' }),
  registerId: orNull(Id),
  issuedAt: Moment,
  paidAt: orNull(Moment),
})
export type Payout = Static<typeof Payout>

/**
 * One step of a payout's way: the state it came into, at which attempt, why, and who did it; null where nobody did, for it
 * was done by itself. `failure` is what the bank said, `note` what the person wrote.
 */
export const PayoutStep = Type.Object({
  at: Moment,
  status: Status,
  attempt: Type.Integer(),
  failure: orNull(Type.String()),
  reason: orNull(Type.Enum([...payoutStepReasons])),
  note: orNull(Type.String()),
  actorId: orNull(Id),
})
export type PayoutStep = Static<typeof PayoutStep>

const total = { payouts: Type.Integer(), amountMinor: Minor }

/** What the ledger itself tells of a day, and how far Billing's figures are from it: zeros, once it has heard everything. */
const LedgerTie = Type.Object({
  payouts: Type.Integer(),
  amountMinor: Minor,
  returnedPayouts: Type.Integer(),
  returnedMinor: Minor,
  differenceMinor: Minor,
  returnedDifferenceMinor: Minor,
})

/**
 * A day's payouts by their state now, and by what keeps or kept them from being paid; either adds up to the whole. `ledger`
 * is null where the ledger does not answer.
 */
export const PayoutReport = Type.Object({
  day: Day,
  currency: Currency,
  ...total,
  byStatus: Type.Array(Type.Object({ status: Status, ...total })),
  byReason: Type.Array(Type.Object({ status: Status, reason: orNull(Type.String()), ...total })),
  ledger: orNull(LedgerTie),
})
export type PayoutReport = Static<typeof PayoutReport>

/** What a person may show as a proof that they were paid; `reference` is the bank's own number of the payment. */
export const PayoutReceipt = Type.Object({
  payoutId: Id,
  userId: Id,
  day: Day,
  amountMinor: Minor,
  currency: Currency,
  cardLast4: orNull(Type.String()),
  reference: orNull(Type.String()),
  issuedAt: Moment,
  paidAt: Moment,
})
export type PayoutReceipt = Static<typeof PayoutReceipt>

const overseers = ['accountant', 'executive', 'admin'] as const
const byId = closedObject({ id: Id })

/** The routes of payouts on their way, of what the day came to, and of receipts. */
export const payoutRoutes = {
  listPayouts: route({
    name: 'listPayouts',
    service,
    method: 'GET',
    path: '/payouts',
    who: ownOr(...overseers),
    summary: 'Payouts with their state, newest first',
    query: query({
      ...paging,
      userId: Type.Optional(Id),
      day: Type.Optional(Day),
      status: Type.Optional(Status),
      registerId: Type.Optional(Id),
      ids: Type.Optional(IdList),
    }),
    answer: pageOf(Payout),
  }),
  getPayout: route({
    name: 'getPayout',
    service,
    method: 'GET',
    path: '/payouts/:id',
    who: ownOr(...overseers),
    summary: 'One payout',
    params: byId,
    answer: Payout,
    refusals: ['not_found'],
  }),
  listPayoutSteps: route({
    name: 'listPayoutSteps',
    service,
    method: 'GET',
    path: '/payouts/:id/steps',
    who: ownOr(...overseers),
    summary: 'The way of one payout, oldest step first',
    params: byId,
    query: query({ ...paging }),
    answer: pageOf(PayoutStep),
    refusals: ['not_found'],
  }),
  retryPayout: route({
    name: 'retryPayout',
    service,
    method: 'POST',
    path: '/payouts/:id/retry',
    who: only('accountant', 'admin'),
    summary: 'Tries a failed payout again',
    params: byId,
    answer: Payout,
    refusals: ['not_found', 'payout_not_retryable'],
  }),
  returnPayout: route({
    name: 'returnPayout',
    service,
    method: 'POST',
    path: '/payouts/:id/return',
    who: only('accountant', 'admin'),
    summary: 'Gives the money of a payout that is not under way back to the balance; a reason goes into the letter',
    params: byId,
    body: closedObject({ reason: Type.Optional(Note) }),
    answer: Payout,
    refusals: ['not_found', 'payout_not_returnable'],
  }),
  tellFinding: route({
    name: 'tellFinding',
    service,
    method: 'POST',
    path: '/payouts/:id/finding',
    who: only('accountant', 'admin'),
    summary: 'What a person has found out at the bank about a payout of which nobody knows whether it was paid',
    params: byId,
    body: closedObject({
      paid: Type.Boolean(),
      note: Note,
      reference: Type.Optional(
        Type.String({ pattern: '^[\\w.-]{1,64}$', description: 'the bank’s own number for it' }),
      ),
    }),
    answer: Payout,
    refusals: ['not_found', 'payout_is_certain'],
  }),
  getPayoutReceipt: route({
    name: 'getPayoutReceipt',
    service,
    method: 'GET',
    path: '/payouts/:id/receipt',
    who: ownOr(...overseers),
    summary: 'The receipt of a payout that was paid',
    params: byId,
    answer: PayoutReceipt,
    refusals: ['not_found', 'payout_not_paid'],
  }),
  getPayoutReport: route({
    name: 'getPayoutReport',
    service,
    method: 'GET',
    path: '/reports/:day',
    who: only(...overseers),
    summary: 'The day’s payouts by state and reason, beside what the ledger tells of them; as CSV: each payout a line',
    params: closedObject({ day: Day }),
    answer: PayoutReport,
    csv: true,
  }),
}
