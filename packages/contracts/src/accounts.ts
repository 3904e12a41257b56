import { type Static, Type } from 'typebox'
import { dayRegisterRoutes } from './day-registers.ts'
import { Day, Moment } from './days.ts'
import { Id, IdList } from './ids.ts'
import { Currency, Minor } from './money.ts'
import { only, ownOr, serviceOr, signedIn } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'
import { ruleRoutes } from './rules.ts'
import { AccountDay, DayStatement, Earnings, longestStatement, Statement } from './statements.ts'
import { transactionRoutes } from './transactions.ts'

const service = 'accounts'

/** Of how many tasks the fees are summed at once. */
export const mostSummed = 5_000

export const Account = Type.Object({ userId: Id, balanceMinor: Minor, currency: Currency })
export type Account = Static<typeof Account>
export const AccountWithToday = Type.Object({ ...Account.properties, today: Earnings })
export type AccountWithToday = Static<typeof AccountWithToday>

export const dayStatuses = ['open', 'closing', 'closed'] as const
export type DayStatus = (typeof dayStatuses)[number]

/**
 * profit = fees − rewards; losers = performers whose rewards − fees of that day is below zero; carried = balances above
 * zero that the closing left where they are, for they were below the least payout.
 */
export const DayTotals = Type.Object({
  day: Day,
  feesMinor: Minor,
  rewardsMinor: Minor,
  profitMinor: Minor,
  losers: Type.Integer(),
  payouts: Type.Integer(),
  paidOutMinor: Minor,
  payoutMinMinor: Minor,
  carried: Type.Integer(),
  carriedMinor: Minor,
  status: Type.Enum([...dayStatuses]),
  closedAt: orNull(Moment),
})
export type DayTotals = Static<typeof DayTotals>

export const IssuedPayout = Type.Object({
  id: Id,
  userId: Id,
  day: Day,
  amountMinor: Minor,
  issuedAt: Moment,
})
export type IssuedPayout = Static<typeof IssuedPayout>

/** What the ledger issued for a day, and what of it has come back since, whatever day it came back on. */
export const DayPayouts = Type.Object({
  day: Day,
  currency: Currency,
  payouts: Type.Integer(),
  paidOutMinor: Minor,
  returnedPayouts: Type.Integer(),
  returnedMinor: Minor,
})
export type DayPayouts = Static<typeof DayPayouts>

const dayRange = { from: Type.Optional(Day), to: Type.Optional(Day) }
const overseers = ['accountant', 'executive', 'admin'] as const

export const accountRoutes = {
  ...transactionRoutes,
  ...ruleRoutes,
  ...dayRegisterRoutes,
  getMyAccount: route({
    name: 'getMyAccount',
    service,
    method: 'GET',
    path: '/accounts/me',
    who: signedIn,
    summary: 'One’s own balance and what today came to',
    answer: AccountWithToday,
  }),
  listMyDays: route({
    name: 'listMyDays',
    service,
    method: 'GET',
    path: '/accounts/me/days',
    who: signedIn,
    summary: 'One’s own days, newest first',
    query: query({ ...paging }),
    answer: pageOf(AccountDay),
  }),
  listAccounts: route({
    name: 'listAccounts',
    service,
    method: 'GET',
    path: '/accounts',
    who: only(...overseers),
    summary: 'Balances, the largest first; `negative=true`: only those in debt, the deepest first',
    query: query({ ...paging, negative: Type.Optional(Type.Boolean()) }),
    answer: pageOf(Account),
  }),
  getAccount: route({
    name: 'getAccount',
    service,
    method: 'GET',
    path: '/accounts/:userId',
    who: ownOr(...overseers),
    summary: 'One balance; zero for a person the ledger has not heard of',
    params: closedObject({ userId: Id }),
    answer: AccountWithToday,
  }),
  getStatement: route({
    name: 'getStatement',
    service,
    method: 'GET',
    path: '/accounts/:userId/statement',
    who: ownOr(...overseers),
    summary: `An account from one day to another, both included, ${longestStatement} days at most: opening + what each day changed = closing`,
    params: closedObject({ userId: Id }),
    query: query({ from: Day, to: Day }),
    answer: Statement,
    csv: true,
    refusals: ['invalid'],
  }),
  listDayStatements: route({
    name: 'listDayStatements',
    service,
    method: 'GET',
    path: '/days/:day/statements',
    who: serviceOr(...overseers),
    summary: 'One day of each of these people; zeros for those the ledger has not heard of by then',
    params: closedObject({ day: Day }),
    query: query({ userIds: IdList }),
    answer: Type.Object({ items: Type.Array(DayStatement), next: Type.Null() }),
    refusals: ['invalid'],
  }),
  getBalanceAt: route({
    name: 'getBalanceAt',
    service,
    method: 'GET',
    path: '/accounts/:userId/balance',
    who: ownOr(...overseers),
    summary: 'The balance as it was at a moment: after the last row posted by then',
    params: closedObject({ userId: Id }),
    query: query({ at: Moment }),
    answer: Type.Object({ ...Account.properties, at: Moment }),
  }),
  listDays: route({
    name: 'listDays',
    service,
    method: 'GET',
    path: '/days',
    who: only(...overseers),
    summary: 'The company by days, newest first',
    query: query({ ...paging, ...dayRange }),
    answer: pageOf(DayTotals),
    csv: true,
  }),
  getDay: route({
    name: 'getDay',
    service,
    method: 'GET',
    path: '/days/:day',
    who: only(...overseers),
    summary: 'The company on one day',
    params: closedObject({ day: Day }),
    answer: DayTotals,
    refusals: ['invalid'],
  }),
  getDayPayouts: route({
    name: 'getDayPayouts',
    service,
    method: 'GET',
    path: '/days/:day/payouts',
    who: serviceOr(...overseers),
    summary: 'What the day’s closing paid out by the ledger, and how much of it was returned',
    params: closedObject({ day: Day }),
    answer: DayPayouts,
    refusals: ['invalid'],
  }),
  closeDay: route({
    name: 'closeDay',
    service,
    method: 'POST',
    path: '/days/:day/closure',
    who: only('accountant', 'admin'),
    summary:
      'Closes the day: every balance of the least payout or more becomes one payout. Again: the same answer, nothing paid twice',
    params: closedObject({ day: Day }),
    answer: DayTotals,
    refusals: ['day_not_begun'],
  }),
  listIssuedPayouts: route({
    name: 'listIssuedPayouts',
    service,
    method: 'GET',
    path: '/payouts',
    who: ownOr(...overseers),
    summary: 'Payouts issued, newest first',
    query: query({ ...paging, userId: Type.Optional(Id), day: Type.Optional(Day) }),
    answer: pageOf(IssuedPayout),
  }),
  listBalances: route({
    name: 'listBalances',
    service,
    method: 'GET',
    path: '/balances',
    who: only(...overseers),
    summary:
      'Everyone’s balance as it was at a moment (now unless told), by person; those without a row by then are left out',
    query: query({ ...paging, at: Type.Optional(Moment) }),
    answer: pageOf(Account),
    csv: true,
  }),
  listTaskCosts: route({
    name: 'listTaskCosts',
    service,
    method: 'GET',
    path: '/task-costs',
    who: signedIn,
    summary: 'The prices of tasks: the fee of each assignment and the reward of closing',
    query: query({ ids: IdList }),
    answer: Type.Object({
      items: Type.Array(Type.Object({ taskId: Id, feeMinor: Minor, rewardMinor: Minor })),
      next: Type.Null(),
    }),
  }),
  sumTaskFees: route({
    name: 'sumTaskFees',
    service,
    method: 'POST',
    path: '/task-costs/sums',
    who: serviceOr('manager', 'admin'),
    summary: 'What one assignment of each of these tasks costs, together; changes nothing',
    body: closedObject({ ids: Type.Array(Id, { minItems: 1, maxItems: mostSummed }) }),
    bodyLimit: 256 * 1024,
    answer: Type.Object({ feesMinor: Minor }),
  }),
}
