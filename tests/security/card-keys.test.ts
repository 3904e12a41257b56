import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inDatabase, temporaryFolder } from '../recovery/damage.ts'
import { type Company, companyPassword, foundCompany, signInAll, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { popugHere, popugJson } from '../system/popug.ts'
import { readJson } from '../system/run-program.ts'
import { adminEmail, adminPassword, type System } from '../system/system.ts'
import { manyCardNumbers } from './card-numbers.ts'

const crowd = 12
const newKey = (): string => randomBytes(32).toString('hex')
interface Rotated {
  readonly well: boolean
  readonly made: string | null
  readonly renewed: number
  readonly unreadable: readonly string[]
  readonly idle: readonly string[]
  readonly dropped: readonly string[]
}

let folder: ReturnType<typeof temporaryFolder>
let data: string
let system: System | undefined
let numbers: string[]
beforeEach(() => {
  folder = temporaryFolder()
  data = join(folder.path, 'data')
  numbers = manyCardNumbers(crowd * 3)
})
afterEach(async () => {
  await system?.remove()
  folder.remove()
})

const start = async (env: Record<string, string> = {}): Promise<System> => {
  system = await startEmbeddedSystem({ data, env })
  return system
}
/** What each of these people has named last, by its end. */
const nameCards = async (people: Company['performers']): Promise<void> => {
  for (const person of people) {
    const body = { number: numbers.pop() ?? '', password: companyPassword }
    await person.call(billingRoutes.putMyCard, { body })
  }
}
/** Everyone earns and the day is closed; nobody waits for the payouts. */
const closeDay = async ({ accountant, performers, settled }: Company): Promise<void> => {
  for (const { me } of performers)
    await accountant.call(accountRoutes.createCorrection, {
      body: { userId: me.id, amountMinor: 5_000, reason: 'A bonus' },
    })
  await settled()
  const { today } = await accountant.call(accountRoutes.getMyAccount)
  await accountant.call(accountRoutes.closeDay, { params: { day: today.day } })
}
const keysInUse = async (): Promise<unknown[]> =>
  (await inDatabase(data, 'billing', 'select distinct key_id from cards order by key_id')).map((row) => row.keyId)
const rotate = async (words: readonly string[] = []) =>
  readJson<Rotated>(await popugHere(['cards', 'rotate', ...words, '--json'], data))

describe('the key of the cards', () => {
  it('is renewed in a killed and living system: no card, no payout is lost, and none is paid twice', {
    timeout: 240_000,
  }, async () => {
    const [first, second] = [newKey(), newKey()]
    const both = { CARD_KEY: second, CARD_KEY_ID: '2', CARD_OTHER_KEYS: `1:${first}` }
    let company = await foundCompany(await start({ CARD_KEY: first }), crowd)
    await nameCards(company.performers)
    await system?.stop()

    const living = await start(both)
    company = await signInAll(living, crowd)
    await closeDay(company)
    const renewSome = async (): Promise<void> => {
      let after: string | null = null
      for (let step = 0; step < crowd / 3; step++) {
        const body: { limit: number; after?: string } = { limit: 1, ...(after === null ? {} : { after }) }
        after = (await company.admin.call(billingRoutes.renewCards, { body })).next
      }
    }
    await Promise.all([renewSome(), nameCards(company.performers.slice(-3))])
    await living.kill()
    expect(await keysInUse()).toEqual(['1', '2'])

    await living.start()
    company = await signInAll(living, crowd)
    const asked = ['cards', 'rotate', '--url', living.address, '--email', adminEmail, '--password-stdin']
    const [{ code, answer }] = await Promise.all([
      popugJson<Rotated>(asked, { input: adminPassword }),
      nameCards(company.performers.slice(0, 3)),
    ])
    expect([code, answer]).toEqual([0, expect.objectContaining({ well: true, unreadable: [], idle: ['1'] })])
    expect(answer.renewed).toBeGreaterThan(0)
    await company.settled()
    await company.delivered()
    await living.stop()
    expect(await keysInUse()).toEqual(['2'])

    const { admin, accountant, performers } = await signInAll(
      await start({ CARD_KEY: second, CARD_KEY_ID: '2' }),
      crowd,
    )
    const payouts = await accountant.all(billingRoutes.listPayouts)
    expect(payouts.map(({ status }) => status)).toEqual(Array(crowd).fill('paid'))
    expect(new Set(payouts.map(({ userId }) => userId))).toEqual(new Set(performers.map(({ me }) => me.id)))
    const verify = ['verify', '--quick', '--url', system?.address ?? '', '--email', adminEmail, '--password-stdin']
    expect(await popugJson<{ well: boolean }>(verify, { input: adminPassword })).toMatchObject({ code: 0 })
    const { keys } = await admin.call(billingRoutes.listCardKeys)
    expect(keys).toEqual([{ keyId: '2', cards: crowd, isSealing: true, isKnown: true }])
  })

  it('is renewed in a data folder, with the old one beside it until that is dropped', async () => {
    const company = await foundCompany(await start(), 3)
    await nameCards(company.performers)
    await system?.stop()
    const secrets = (): Record<string, string> => JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8'))
    const { CARD_KEY: before = '', ...others } = secrets()

    expect(await rotate(['--new-key'])).toMatchObject({ code: 0, answer: { made: '2', renewed: 3, idle: ['1'] } })
    expect(secrets()).toEqual({
      ...others,
      CARD_KEY: expect.any(String),
      CARD_KEY_ID: '2',
      CARD_OTHER_KEYS: `1:${before}`,
    })
    expect(await rotate()).toMatchObject({ code: 0, answer: { made: null, renewed: 0, idle: ['1'] } })
    expect(await rotate(['--drop-old'])).toMatchObject({ code: 0, answer: { dropped: ['1'], idle: [] } })
    expect(secrets()).toEqual({ ...others, CARD_KEY: expect.not.stringContaining(before), CARD_KEY_ID: '2' })

    const told = await popugHere(['cards', 'rotate', '--new-key'], data, { CARD_KEY: newKey() })
    expect([told.code, told.err]).toEqual([1, expect.stringContaining('CARD_KEY is set in the environment')])
    const there = await popugHere(['cards', 'rotate', '--new-key', '--url', 'http://localhost:1'], data)
    expect([there.code, there.err]).toEqual([2, expect.stringContaining('are for a data folder')])

    const again = await signInAll(await start(), 3)
    await closeDay(again)
    await again.settled()
    await again.delivered()
    await until('all are paid', async () => {
      const { items } = await again.accountant.call(billingRoutes.listPayouts, { query: { status: 'paid' } })
      return items.length === 3
    })
  })

  it('must be there: without it Popug says which one is missing, and so does the doctor', async () => {
    const company = await foundCompany(await start({ CARD_KEY: newKey(), CARD_KEY_ID: 'summer' }), 1)
    await nameCards(company.performers)
    await system?.stop()
    const lacking = 'CARD_OTHER_KEYS lacks the key "summer", which 1 card is sealed with'
    await expect(start({ CARD_KEY: newKey(), CARD_KEY_ID: 'autumn' })).rejects.toThrow(lacking)
    const doctor = await popugHere(['doctor'], data, { CARD_KEY: newKey(), CARD_KEY_ID: 'autumn' })
    expect([doctor.code, doctor.err]).toEqual([1, expect.stringContaining(lacking)])
  })
})
