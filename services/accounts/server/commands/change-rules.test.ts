import { accountRoutes } from '@popug/contracts/accounts.ts'
import { newId, SettingsError } from '@popug/service-kit'
import { audited, makeTestStore, startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { accountsService } from '../service.ts'
import { roundPrices } from '../testing/ledger-story.ts'
import type { AccountsWorld } from '../world.ts'
import { chargeAndCredit, type Work } from './charge-and-credit.ts'

const start = Date.parse('2026-03-02T12:00:00Z')
const minute = 60_000
const dear = { FEE_MIN_MINOR: '5000', FEE_MAX_MINOR: '5000', REWARD_MIN_MINOR: '7000', REWARD_MAX_MINOR: '7000' }
const userId = newId()

let store: Awaited<ReturnType<typeof makeTestStore>>
let program: TestProgram<AccountsWorld> | undefined
beforeEach(async () => {
  store = await makeTestStore()
})
afterEach(async () => {
  await program?.stop()
  await store.remove()
})

/** Starts the ledger (again) with these settings at this minute. */
const startAt = async (minutes: number, env: Record<string, string> = {}): Promise<TestProgram<AccountsWorld>> => {
  await program?.stop()
  program = undefined
  const { database } = store.open<object>()
  const all = { ...roundPrices, DAY_CLOSING: 'by_hand', ...env }
  try {
    program = await startTestProgram(accountsService, { env: all, now: start + minutes * minute, database })
  } catch (error) {
    await database.close()
    throw error
  }
  return program
}
/** An id of a task that was created at this minute. */
const taskAt = (minutes: number): string => {
  const hex = (start + minutes * minute).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}${newId().slice(13)}`
}
const post = (kind: Work['kind'], taskId: string) =>
  program!.session().transaction((ctx) => chargeAndCredit(ctx, [{ kind, taskId, userId }]))
const rows = async (taskId: string): Promise<string[]> => {
  const { body } = await program!.as('admin').call(accountRoutes.listTransactions, { query: { taskId } })
  return body.items.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`).reverse()
}
const rules = async () =>
  (await program!.as('admin').call(accountRoutes.listRules)).body.items.map(
    ({ name, value, minMinor, maxMinor, state }) => `${name} ${value ?? `${minMinor}-${maxMinor}`} ${state}`,
  )

it('tasks of before keep their prices, assigned anew and closed after the change too', async () => {
  const [old, unheard] = [taskAt(0), taskAt(9)]
  await startAt(1)
  await post('assigned', old)
  await startAt(10, dear)
  program!.clock.set(start + 20 * minute)
  const fresh = taskAt(15)
  for (const taskId of [old, unheard, fresh]) {
    await post('assigned', taskId)
    await post('closed', taskId)
  }
  expect(await rows(old)).toEqual(['fee -1000', 'fee -1000', 'reward 3000'])
  expect(await rows(unheard)).toEqual(['fee -1000', 'reward 3000'])
  expect(await rows(fresh)).toEqual(['fee -5000', 'reward 7000'])
  await startAt(30)
  const costs = { query: { ids: [old, unheard, fresh].join() } }
  const { body } = await program!.as('manager').call(accountRoutes.listTaskCosts, costs)
  expect(body.items.map(({ feeMinor }) => feeMinor)).toEqual([1000, 1000, 5000])
})

it('the page tells which rules count, from when, and which counted before; the audit who changed them', async () => {
  await startAt(0)
  await startAt(5)
  expect(await rules()).toEqual([
    'least_payout 1-null in_force',
    'day_closes_at 22:00 in_force',
    'day_closing by_hand in_force',
    'time_zone UTC in_force',
    'currency USD in_force',
    'reward 3000-3000 in_force',
    'fee 1000-1000 in_force',
  ])
  await startAt(10, { ...dear, BUSINESS_TIME_ZONE: 'Europe/Madrid' })
  expect((await rules()).slice(0, 3)).toEqual([
    'reward 7000-7000 coming',
    'fee 5000-5000 coming',
    'time_zone Europe/Madrid in_force',
  ])
  program!.clock.set(start + 12 * minute)
  expect(await rules()).toContain('fee 5000-5000 in_force')
  expect(await rules()).toContain('fee 1000-1000 past')
  expect((await audited(program!)).map(({ action, detail }) => ({ action, ...detail }))).toEqual([
    { action: 'prices.changed', fees: '50.00–50.00 USD', rewards: '70.00–70.00 USD' },
    { action: 'rule.changed', setting: 'time_zone', before: 'UTC', after: 'Europe/Madrid' },
  ])
})

it('the seeds of prices are told to nobody', async () => {
  await startAt(0)
  const [rule] = await program!.database.query.selectFrom('priceRules').selectAll().execute()
  const { text } = await program!.as('admin').call(accountRoutes.listRules)
  expect(text).not.toContain(rule?.seed)
})

it('the currency stays once something is posted, and is free until then', async () => {
  await startAt(0, { CURRENCY: 'EUR' })
  await startAt(1, { CURRENCY: 'USD' })
  await post('assigned', taskAt(1))
  const error = await startAt(2, { CURRENCY: 'EUR' }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SettingsError)
  expect((error as SettingsError).message).toBe(
    'CURRENCY is "EUR", and what the ledger has posted is USD; expected USD, for amounts that are posted keep their currency, for example CURRENCY=USD',
  )
  await startAt(3)
  expect((await program!.as('admin').call(accountRoutes.listRules)).body.currency).toBe('USD')
})
