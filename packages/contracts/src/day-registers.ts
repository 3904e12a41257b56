import { type Static, Type } from 'typebox'
import { Day } from './days.ts'
import { Id } from './ids.ts'
import { Currency, Minor } from './money.ts'
import { only } from './roles.ts'
import { closedObject, pageOf, paging, query, route } from './route.ts'
import { Earnings, longestStatement } from './statements.ts'

const service = 'accounts'
const overseers = ['accountant', 'executive', 'admin'] as const

/**
 * What a closing does with what the day left an account: pays it, keeps it back because it is below the least payout, or
 * leaves the debt where it is.
 */
export const registerOutcomes = ['payout', 'carried', 'debt'] as const
export type RegisterOutcome = (typeof registerOutcomes)[number]
const Outcome = Type.Enum([...registerOutcomes])

/** One account in a day's register; `amountMinor` is what the day leaves it, a debt below zero. */
export const RegisterLine = Type.Object({ userId: Id, amountMinor: Minor, outcome: Outcome })
export type RegisterLine = Static<typeof RegisterLine>

/** A day's register in sums: whom its closing would pay now, whom the least payout keeps back, and who is in debt. */
export const DayRegister = Type.Object({
  day: Day,
  currency: Currency,
  payoutMinMinor: Minor,
  payouts: Type.Integer(),
  payoutsMinor: Minor,
  carried: Type.Integer(),
  carriedMinor: Minor,
  debtors: Type.Integer(),
  debtsMinor: Type.Integer({ description: 'what all debtors owe together, below zero or zero' }),
})
export type DayRegister = Static<typeof DayRegister>

const { day: _, ...earnings } = Earnings.properties
/** A performer whose fees outweighed their rewards in a range of days. */
export const Loser = Type.Object({ userId: Id, ...earnings })
export type Loser = Static<typeof Loser>

const byDay = closedObject({ day: Day })

/** The routes that say before a closing what it will do, and who lost. */
export const dayRegisterRoutes = {
  getDayRegister: route({
    name: 'getDayRegister',
    service,
    method: 'GET',
    path: '/days/:day/register',
    who: only(...overseers),
    summary:
      'What the closing of the day would do now: payouts, balances kept back, debts; while it closes, what is left',
    params: byDay,
    answer: DayRegister,
    refusals: ['invalid'],
  }),
  listRegisterLines: route({
    name: 'listRegisterLines',
    service,
    method: 'GET',
    path: '/days/:day/register/lines',
    who: only(...overseers),
    summary: 'The same account by account, the largest amount first; debts the deepest first',
    params: byDay,
    query: query({ ...paging, outcome: Outcome }),
    answer: pageOf(RegisterLine),
    csv: true,
    refusals: ['invalid'],
  }),
  listLosers: route({
    name: 'listLosers',
    service,
    method: 'GET',
    path: '/losers',
    who: only(...overseers),
    summary: `Performers whose fees outweighed their rewards in these days, ${longestStatement} at most, who lost most first`,
    query: query({ ...paging, from: Day, to: Day }),
    answer: pageOf(Loser),
    refusals: ['invalid'],
  }),
}
