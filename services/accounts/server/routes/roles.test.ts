import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Role } from '@popug/contracts/roles.ts'
import type { Route } from '@popug/contracts/route.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountsService } from '../service.ts'
import type { AccountsWorld } from '../world.ts'

let program: TestProgram<AccountsWorld>
const env = { DAY_CLOSING: 'by_hand' }
beforeAll(async () => {
  program = await startTestProgram(accountsService, { env, now: Date.parse('2026-03-02T12:00:00Z') })
  await program.as('admin').call(accountRoutes.createCorrection, { body: correction })
})
afterAll(() => program.stop())

const other = newId()
const correction = { userId: other, amountMinor: 100, reason: 'a gift' }
const asked: Record<keyof typeof accountRoutes, object> = {
  getMyAccount: {},
  listMyDays: {},
  listAccounts: {},
  getAccount: { params: { userId: other } },
  getStatement: { params: { userId: other }, query: { from: '2026-03-01', to: '2026-03-02' } },
  listDayStatements: { params: { day: '2026-03-01' }, query: { userIds: other } },
  getBalanceAt: { params: { userId: other }, query: { at: '2026-03-02T12:00:00Z' } },
  listTransactions: {},
  getTransaction: { params: { id: '1' } },
  reverseTransaction: { params: { id: '999' }, body: { reason: 'a slip of the beak' } },
  listDays: {},
  getDay: { params: { day: '2026-03-02' } },
  getDayPayouts: { params: { day: '2026-03-02' } },
  getDayRegister: { params: { day: '2026-03-02' } },
  listRegisterLines: { params: { day: '2026-03-02' }, query: { outcome: 'payout' } },
  listLosers: { query: { from: '2026-03-01', to: '2026-03-02' } },
  closeDay: { params: { day: '2026-03-01' } },
  listIssuedPayouts: {},
  createCorrection: { body: correction },
  listRules: {},
  listBalances: {},
  listTaskCosts: { query: { ids: other } },
  sumTaskFees: { body: { ids: [other] } },
}
const roles: readonly Role[] = ['performer', 'manager', 'accountant', 'executive', 'admin']
const expected: Record<keyof typeof accountRoutes, readonly number[]> = {
  //                performer manager accountant executive admin
  getMyAccount: /*     */ [200, 200, 200, 200, 200],
  listMyDays: /*       */ [200, 200, 200, 200, 200],
  listAccounts: /*     */ [403, 403, 200, 200, 200],
  getAccount: /*       */ [403, 403, 200, 200, 200],
  getStatement: /*     */ [403, 403, 200, 200, 200],
  listDayStatements: /**/ [403, 403, 200, 200, 200],
  getBalanceAt: /*     */ [403, 403, 200, 200, 200],
  listTransactions: /* */ [200, 200, 200, 200, 200],
  getTransaction: /*   */ [403, 403, 200, 200, 200],
  // There is no such row: who may reverse learns that much.
  reverseTransaction: /**/ [403, 403, 404, 403, 404],
  listDays: /*         */ [403, 403, 200, 200, 200],
  getDay: /*           */ [403, 403, 200, 200, 200],
  getDayPayouts: /*    */ [403, 403, 200, 200, 200],
  getDayRegister: /*   */ [403, 403, 200, 200, 200],
  listRegisterLines: /**/ [403, 403, 200, 200, 200],
  listLosers: /*       */ [403, 403, 200, 200, 200],
  closeDay: /*         */ [403, 403, 200, 403, 200],
  listIssuedPayouts: /**/ [200, 200, 200, 200, 200],
  createCorrection: /* */ [403, 403, 201, 403, 201],
  listRules: /*        */ [403, 403, 200, 200, 200],
  listBalances: /*     */ [403, 403, 200, 200, 200],
  listTaskCosts: /*    */ [200, 200, 200, 200, 200],
  sumTaskFees: /*      */ [403, 200, 403, 403, 200],
}
const table = Object.entries(accountRoutes).flatMap(([name, route]) =>
  roles.map((role, index): [string, Role, number, Route] => {
    const key = name as keyof typeof accountRoutes
    return [key, role, expected[key][index] as number, route]
  }),
)
const call = (caller: ReturnType<typeof program.nobody>, route: Route) =>
  caller.call(route, asked[route.name as keyof typeof accountRoutes])

describe('who may ask what', () => {
  it.each(table)('%s, a %s: %i', async (_, role, status, route) => {
    const answer = await call(program.as(role), route)
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.body).toMatchObject({ code: 'forbidden' })
  })

  it.each(Object.values(accountRoutes))('$name, nobody: 401', async (route) => {
    expect(await call(program.nobody(), route)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  })

  it.each(['performer', 'manager'] as const)('a %s sees their own account and rows, never another’s', async (role) => {
    const me = program.as(role)
    expect((await me.call(accountRoutes.getAccount, { params: { userId: me.id } })).status).toBe(200)
    for (const route of [accountRoutes.listTransactions, accountRoutes.listIssuedPayouts]) {
      expect((await me.call(route, { query: { userId: me.id } })).status).toBe(200)
      expect(await me.call(route, { query: { userId: other } })).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      })
      expect((await me.call(route)).body).toEqual({ items: [], next: null })
    }
    const csv = await me.call(accountRoutes.listTransactions, { headers: { accept: 'text/csv' } })
    expect(csv.text.trim().split('\r\n')).toHaveLength(1)
  })
})
