import { SettingsError } from '@popug/service-kit'
import { openTestDatabase, startTestProgram } from '@popug/service-kit/testing'
import { afterEach, expect, it } from 'vitest'
import type { AccountsSettings } from '../config.ts'
import type { Tables } from '../db/tables.ts'
import { accountsService } from '../service.ts'
import { renewPriceRule } from './renew-price-rule.ts'

const now = Date.parse('2026-03-02T12:00:00Z')
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const settings = (change: Partial<AccountsSettings> = {}): AccountsSettings & { CURRENCY: string } => ({
  CURRENCY: 'USD',
  FEE_MIN_MINOR: 1000,
  FEE_MAX_MINOR: 2000,
  REWARD_MIN_MINOR: 2000,
  REWARD_MAX_MINOR: 4000,
  PAYOUT_MIN_MINOR: 1,
  DAY_CLOSING: 'by_hand',
  DAY_CLOSES_AT: '22:00',
  ...change,
})
const open = async () => {
  const database = await openTestDatabase<Tables>()
  const program = await startTestProgram(accountsService, { now, database: database as never })
  stops.push(() => program.stop())
  const rules = () => database.query.selectFrom('priceRules').selectAll().orderBy('effectiveFrom').execute()
  return { database, rules }
}

it('adds the first rule at the first start, with a seed of its own', async () => {
  const [one, other] = [await (await open()).rules(), await (await open()).rules()]
  expect(one).toMatchObject([{ effectiveFrom: now, feeMinMinor: 1000, rewardMaxMinor: 4000 }])
  expect(one[0]?.seed).toMatch(/^[0-9a-f]{64}$/)
  expect(other[0]?.seed).not.toBe(one[0]?.seed)
})

it('adds nothing while the bounds stay, and one rule when they change, a minute ahead', async () => {
  const { database, rules } = await open()
  await Promise.all([1, 2, 3].map(() => renewPriceRule(database, settings(), now + 5)))
  expect(await rules()).toHaveLength(1)
  const changed = settings({ FEE_MAX_MINOR: 1500 })
  await Promise.all([1, 2, 3].map(() => renewPriceRule(database, changed, now + 5)))
  expect((await rules()).map(({ effectiveFrom, feeMaxMinor }) => [effectiveFrom, feeMaxMinor])).toEqual([
    [now, 2000],
    [now + 60_005, 1500],
  ])
  await renewPriceRule(database, settings(), now + 10)
  expect((await rules()).map(({ feeMaxMinor }) => feeMaxMinor)).toEqual([2000, 1500, 2000])
})

it('refuses a least price above the greatest, naming every such pair', async () => {
  const { database, rules } = await open()
  const wrong = settings({ FEE_MIN_MINOR: 2001, REWARD_MIN_MINOR: 4001 })
  const error = await renewPriceRule(database, wrong, now).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SettingsError)
  expect((error as SettingsError).errors.map(({ name }) => name)).toEqual(['FEE_MIN_MINOR', 'REWARD_MIN_MINOR'])
  expect(await rules()).toHaveLength(1)
})
