import type { DayTotals, IssuedPayout } from '@popug/contracts/accounts.ts'
import type { DayRegister } from '@popug/contracts/day-registers.ts'
import type { Role } from '@popug/contracts/roles.ts'
import type { Statement } from '@popug/contracts/statements.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import { person, type Rendered, renderApp } from '@popug/ui-kit/testing'
import { pages } from '../pages.ts'

export const kesha = '01890a5d-ac96-774b-bcce-b302099a8011'
export const gosha = '01890a5d-ac96-774b-bcce-b302099a8012'
export const day = '2026-05-20'

export const fee: Transaction = {
  id: '17',
  at: '2026-05-20T10:00:00.000Z',
  day,
  userId: kesha,
  taskId: '01890a5d-ac96-774b-bcce-b302099a8021',
  payoutId: null,
  kind: 'fee',
  amountMinor: -1_234,
  balanceMinor: 8_766,
  reason: null,
  actorId: null,
  reversesId: null,
  reversedById: null,
}
export const payout: IssuedPayout = {
  id: '01890a5d-ac96-774b-bcce-b302099a8031',
  userId: kesha,
  day,
  amountMinor: 12_345,
  issuedAt: '2026-05-20T22:00:00.000Z',
}
export const totals: DayTotals = {
  day,
  feesMinor: 9_000,
  rewardsMinor: 6_500,
  profitMinor: 2_500,
  losers: 3,
  payouts: 0,
  paidOutMinor: 0,
  payoutMinMinor: 1,
  carried: 0,
  carriedMinor: 0,
  status: 'open',
  closedAt: null,
}
export const account = {
  userId: kesha,
  balanceMinor: 12_345,
  currency: 'USD',
  today: { day, feesMinor: 1_234, rewardsMinor: 3_456, earnedMinor: 2_222 },
}
export const register: DayRegister = {
  day,
  currency: 'USD',
  payoutMinMinor: 1,
  payouts: 2,
  payoutsMinor: 20_000,
  carried: 0,
  carriedMinor: 0,
  debtors: 1,
  debtsMinor: -500,
}
/** An account over some days for tests; name what matters. */
export const statement = (change: Partial<Statement> = {}): Statement => ({
  userId: kesha,
  from: day,
  to: day,
  currency: 'USD',
  openingMinor: 0,
  feesMinor: 0,
  rewardsMinor: 0,
  paidOutMinor: 0,
  otherMinor: 0,
  closingMinor: 0,
  days: [],
  ...change,
})
const user = (id: string, name: string) => ({ id, login: name.toLowerCase(), name, role: 'performer' })
export const list = (...items: unknown[]) => ({ items, next: null })

/** The pages of Accounts as a person of this role sees them; a performer is Kesha. */
export const openAccounts = (
  role: Role,
  at: string,
  routes: Record<string, unknown> = {},
  { language = 'en', widgets = [] }: Pick<Parameters<typeof renderApp>[1] & object, 'language' | 'widgets'> = {},
): Rendered =>
  renderApp(pages, {
    me: person({ role, ...(role === 'performer' ? { id: kesha } : {}) }),
    service: 'accounts',
    language,
    widgets,
    at,
    routes: {
      getMyAccount: account,
      getAccount: account,
      getStatement: statement(),
      listDays: list(totals),
      getDay: totals,
      getDayRegister: register,
      listRegisterLines: list(),
      listLosers: list(),
      listAccounts: list(),
      listIssuedPayouts: list(),
      listTransactions: list(fee),
      listUsers: list(user(kesha, 'Kesha'), user(gosha, 'Gosha')),
      ...routes,
    },
  })
