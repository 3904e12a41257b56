import { type Static, Type } from 'typebox'
import { Day, Moment } from './days.ts'
import { Id, IdList } from './ids.ts'
import { Currency, Minor } from './money.ts'
import { payoutRegisterRoutes } from './payout-registers.ts'
import { Note, payoutStepReasons } from './payout-steps.ts'
import { only, ownOr, signedIn } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'billing'

export const payoutStatuses = ['waiting_for_card', 'queued', 'sent', 'paid', 'failed', 'returned'] as const
export type PayoutStatus = (typeof payoutStatuses)[number]
const Status = Type.Enum([...payoutStatuses])

/** What keeps a payout from being sent besides a card: a second person’s approval, or the limit of today. */
export const payoutHolds = ['approval', 'day_limit'] as const
export type PayoutHold = (typeof payoutHolds)[number]

/** A card as anyone may ever see it again; `none` where the person has no card. */
export const Card = Type.Object({
  last4: orNull(Type.String()),
  brand: orNull(Type.String({ description: 'visa, mastercard, mir, … by the first digits' })),
  status: Type.Enum(['none', 'active']),
})
export type Card = Static<typeof Card>

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
  registerId: orNull(Id),
  issuedAt: Moment,
  paidAt: orNull(Moment),
})
export type Payout = Static<typeof Payout>

const StatusTotal = Type.Object({ status: Status, payouts: Type.Integer(), amountMinor: Minor })

/** A day's payouts by their state now; the totals over all states tie to what the ledger issued. */
export const PayoutReport = Type.Object({
  day: Day,
  currency: Currency,
  payouts: Type.Integer(),
  amountMinor: Minor,
  byStatus: Type.Array(StatusTotal),
})
export type PayoutReport = Static<typeof PayoutReport>

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

/** The bank that pays. `sandbox` moves no money and knows the cards of `sandboxCards`. */
export const Bank = Type.Object({ bank: Type.Enum(['sandbox']) })
export type Bank = Static<typeof Bank>

/** Card numbers that the sandbox bank treats in a way of their own; every other valid number is paid at once. */
export const sandboxCards = [
  { number: '4242424242424242', mood: 'pays' },
  { number: '4000000000000002', mood: 'refused' },
  { number: '4000000000009995', mood: 'refused_for_now' },
  { number: '4000000000000341', mood: 'slow' },
  { number: '4000000000000259', mood: 'times_out' },
] as const
export type SandboxMood = (typeof sandboxCards)[number]['mood']

const overseers = ['accountant', 'executive', 'admin'] as const
const byId = closedObject({ id: Id })

export const billingRoutes = {
  getMyCard: route({
    name: 'getMyCard',
    service,
    method: 'GET',
    path: '/cards/me',
    who: signedIn,
    summary: 'One’s own card, its last four digits only',
    answer: Card,
  }),
  putMyCard: route({
    name: 'putMyCard',
    service,
    method: 'PUT',
    path: '/cards/me',
    who: signedIn,
    summary: 'Names the card that payouts go to; wakes those that waited for one',
    body: closedObject({
      number: Type.String({
        minLength: 12,
        maxLength: 30,
        pattern: '^[0-9 -]+$',
        description: '12 to 19 digits, spaces and hyphens allowed',
      }),
    }),
    answer: Card,
    refusals: ['invalid'],
  }),
  deleteMyCard: route({
    name: 'deleteMyCard',
    service,
    method: 'DELETE',
    path: '/cards/me',
    who: signedIn,
    summary: 'Forgets one’s own card',
    status: 204,
    answer: null,
  }),
  getBank: route({
    name: 'getBank',
    service,
    method: 'GET',
    path: '/bank',
    who: signedIn,
    summary: 'Which bank pays here',
    answer: Bank,
  }),
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
  getPayoutReport: route({
    name: 'getPayoutReport',
    service,
    method: 'GET',
    path: '/reports/:day',
    who: only(...overseers),
    summary: 'The day’s payouts by state; as CSV: each payout a line',
    params: closedObject({ day: Day }),
    answer: PayoutReport,
    csv: true,
  }),
  ...payoutRegisterRoutes,
}
