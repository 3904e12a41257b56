import { type Static, Type } from 'typebox'
import { Day, Moment } from './days.ts'
import { Id } from './ids.ts'
import { Currency, Minor } from './money.ts'
import { Note } from './payout-steps.ts'
import { only } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'billing'

export const registerStatuses = ['awaiting', 'approved', 'rejected'] as const
export type RegisterStatus = (typeof registerStatuses)[number]
const Status = Type.Enum([...registerStatuses])

/**
 * Payouts of a closed day that wait for a second person before anything is sent. `held…` is what still waits in it: the
 * whole of it until the decision, less what was returned one by one; then less what has followed the decision.
 */
export const PayoutRegister = Type.Object({
  id: Id,
  day: Day,
  status: Status,
  currency: Currency,
  payouts: Type.Integer(),
  amountMinor: Minor,
  heldPayouts: Type.Integer(),
  heldMinor: Minor,
  closedBy: orNull(Id),
  openedAt: Moment,
  decidedBy: orNull(Id),
  decidedAt: orNull(Moment),
  reason: orNull(Type.String()),
})
export type PayoutRegister = Static<typeof PayoutRegister>

/** What the person saw when they decided: where more has come, or less is left, they are asked to look again. */
const seen = { heldPayouts: Type.Integer({ minimum: 0 }), heldMinor: Type.Integer({ minimum: 0 }) }
const byId = closedObject({ id: Id })
const deciders = only('accountant', 'executive', 'admin')
const refusals = ['not_found', 'register_decided', 'register_changed'] as const

export const payoutRegisterRoutes = {
  listPayoutRegisters: route({
    name: 'listPayoutRegisters',
    service,
    method: 'GET',
    path: '/registers',
    who: deciders,
    summary: 'Registers of payouts that wait, or waited, for a second person, newest first',
    query: query({ ...paging, status: Type.Optional(Status), day: Type.Optional(Day) }),
    answer: pageOf(PayoutRegister),
  }),
  getPayoutRegister: route({
    name: 'getPayoutRegister',
    service,
    method: 'GET',
    path: '/registers/:id',
    who: deciders,
    summary: 'One register of payouts',
    params: byId,
    answer: PayoutRegister,
    refusals: ['not_found'],
  }),
  approvePayoutRegister: route({
    name: 'approvePayoutRegister',
    service,
    method: 'POST',
    path: '/registers/:id/approval',
    who: deciders,
    summary: 'Lets the payouts of a register be sent; not for the person who closed the day',
    params: byId,
    body: closedObject(seen),
    answer: PayoutRegister,
    refusals: [...refusals, 'own_register'],
  }),
  rejectPayoutRegister: route({
    name: 'rejectPayoutRegister',
    service,
    method: 'POST',
    path: '/registers/:id/rejection',
    who: deciders,
    summary: 'Gives the money of a register’s payouts back to the balances, with a reason that goes into the letters',
    params: byId,
    body: closedObject({ ...seen, reason: Note }),
    answer: PayoutRegister,
    refusals,
  }),
}
