import { billingRoutes } from '@popug/contracts/billing.ts'
import { newId } from '@popug/service-kit'
import { audited, makeTestStore } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprintCards } from '../jobs/fingerprint-cards.ts'
import {
  cards,
  later,
  noon,
  type Program,
  personWithPayout,
  reaches,
  startBilling,
} from '../testing/billing-program.ts'

const first = 'ab'.repeat(32)
const second = 'cd'.repeat(32)
const onlyFirst = { CARD_KEY: first, CARD_KEY_ID: '1' }
const onlySecond = { CARD_KEY: second, CARD_KEY_ID: '2' }
const both = { ...onlySecond, CARD_OTHER_KEYS: `1:${first}` }
const own = { CARD_FINGERPRINT_KEY: 'ef'.repeat(32) }
const numbers = [cards.pays, cards.plain, cards.slow]

let store: Awaited<ReturnType<typeof makeTestStore>>
let program: Program
const start = async (env: Record<string, string>) => {
  program = await startBilling({ now: noon, still: true, database: store.open<object>().database, env })
}
const restart = async (env: Record<string, string>) => {
  await program.stop()
  await start(env)
}
beforeEach(async () => {
  store = await makeTestStore()
  await start(onlyFirst)
})
afterEach(async () => {
  await program.stop()
  await store.remove()
})

const rows = () => program.database.query.selectFrom('cards').selectAll().orderBy('userId').execute()
const name = (userId: string, number: string) =>
  program.as('performer', userId).call(billingRoutes.putMyCard, { body: { number } })
const nameMany = async (count: number): Promise<Map<string, string>> => {
  const named = new Map<string, string>()
  for (let index = 0; index < count; index++) {
    const number = numbers[index % numbers.length] as string
    const id = newId()
    expect((await name(id, number)).status).toBe(200)
    named.set(id, number)
  }
  return named
}
const opened = async () => {
  const { cipher } = program.session().tools
  return new Map((await rows()).map((card) => [card.userId, cipher.open(card)]))
}
const renew = async (limit: number, after?: string) => {
  const body = { limit, ...(after === undefined ? {} : { after }) }
  const answer = await program.as('admin').call(billingRoutes.renewCards, { body })
  expect(answer.status).toBe(200)
  return answer.body
}
const renewAll = async (limit: number, after?: string) => {
  const sum = { renewed: 0, unreadable: [] as string[] }
  let next: string | null = after ?? null
  do {
    const step = await renew(limit, next ?? undefined)
    sum.renewed += step.renewed
    sum.unreadable.push(...step.unreadable)
    next = step.next
  } while (next !== null)
  return sum
}
const keys = async () => (await program.as('admin').call(billingRoutes.listCardKeys)).body

describe('renewing the cards under another key', () => {
  it('seals every card anew, a bounded number at a time, after which the old key may go', async () => {
    const named = await nameMany(7)
    await restart(both)
    expect(await keys()).toEqual({
      keys: [
        { keyId: '1', cards: 7, isSealing: false, isKnown: true },
        { keyId: '2', cards: 0, isSealing: true, isKnown: true },
      ],
      outOfDate: 7,
    })
    const step = await renew(3)
    expect(step).toEqual({ renewed: 3, unreadable: [], next: [...named.keys()].sort()[2] })
    expect(await renewAll(3, step.next ?? '')).toEqual({ renewed: 4, unreadable: [] })
    const audit = (await audited(program)).map(({ action, detail }) => `${action} ${detail.count}`)
    expect(audit).toEqual(['cards.renewed 3', 'cards.renewed 3', 'cards.renewed 1'])
    expect(await keys()).toEqual({
      keys: [
        { keyId: '1', cards: 0, isSealing: false, isKnown: true },
        { keyId: '2', cards: 7, isSealing: true, isKnown: true },
      ],
      outOfDate: 0,
    })
    expect((await rows()).map(({ changedAt }) => changedAt)).toEqual(Array(7).fill(noon))
    await restart(onlySecond)
    expect(await opened()).toEqual(named)
  })

  it('goes on after it was broken off, and does nothing twice', async () => {
    const named = await nameMany(5)
    await restart(both)
    await renew(2)
    const before = (await rows()).filter(({ keyId }) => keyId === '2')
    await restart(both)
    expect(await renewAll(2)).toEqual({ renewed: 3, unreadable: [] })
    expect(await rows()).toEqual(expect.arrayContaining(before))
    expect(await renewAll(2)).toEqual({ renewed: 0, unreadable: [] })
    expect(await opened()).toEqual(named)
  })

  it('passes over a card that does not open, names its owner, and the others are renewed', async () => {
    const named = await nameMany(4)
    const [broken = '', ...others] = [...named.keys()].sort()
    await program.database.query
      .updateTable('cards')
      .set({ sealed: new Uint8Array(44) })
      .where('userId', '=', broken)
      .execute()
    await restart(both)
    expect(await renewAll(2)).toEqual({ renewed: 3, unreadable: [broken] })
    expect((await keys()).outOfDate).toBe(1)
    expect((await rows()).filter(({ keyId }) => keyId === '2').map(({ userId }) => userId)).toEqual(others)
  })

  it('is for admins', async () => {
    for (const role of ['performer', 'accountant'] as const) {
      expect(await program.as(role).call(billingRoutes.renewCards, { body: {} })).toMatchObject({ status: 403 })
      expect(await program.as(role).call(billingRoutes.listCardKeys)).toMatchObject({ status: 403 })
    }
  })
})

describe('a start', () => {
  it.each([
    ['without a key that cards need', onlySecond, /CARD_OTHER_KEYS lacks the key "1", which 2 cards are sealed with/],
    ['with another key under a known name', { CARD_KEY: second, CARD_KEY_ID: '1' }, /^CARD_KEY has another key/],
    ['with another old key', { ...both, CARD_OTHER_KEYS: `1:${second}` }, /^CARD_OTHER_KEYS has another key/],
  ])('%s is refused, and says what is missing but no key', async (_, env, message) => {
    await nameMany(2)
    await program.stop()
    const error = await start(env).catch((thrown: Error) => thrown)
    expect(String((error as Error).message)).toMatch(message)
    expect(String((error as Error).message)).not.toMatch(/abab|cdcd/)
    await start(onlyFirst)
  })

  it('is not held up by one damaged card', async () => {
    const [id = ''] = (await nameMany(3)).keys()
    const broken = { sealed: new Uint8Array(44) }
    await program.database.query.updateTable('cards').set(broken).where('userId', '=', id).execute()
    await restart(onlyFirst)
    expect((await keys()).keys).toEqual([{ keyId: '1', cards: 3, isSealing: true, isKnown: true }])
  })

  it('with the old key beside pays to cards that are not renewed yet', async () => {
    const { userId, payoutId } = await personWithPayout(program, cards.pays)
    await program.stop()
    program = await startBilling({ now: noon, database: store.open<object>().database, env: both })
    later(program)
    expect(await reaches(program, payoutId, 'paid')).toMatchObject({ cardLast4: '4242' })
    expect((await rows()).map((card) => [card.userId, card.keyId])).toEqual([[userId, '1']])
  })
})

describe('fingerprints of cards', () => {
  const run = () => fingerprintCards.run(program.session(), new AbortController().signal)
  const prints = async () => (await rows()).map(({ fingerprint }) => Buffer.from(fingerprint ?? []).toString('hex'))

  it('are given to cards that have none, and not to those that do not open', async () => {
    const named = await nameMany(4)
    const before = await prints()
    const [broken = ''] = [...named.keys()].sort()
    const without = { fingerprint: null, fingerprintKey: null }
    await program.database.query.updateTable('cards').set(without).execute()
    const damaged = { sealed: new Uint8Array(44) }
    await program.database.query.updateTable('cards').set(damaged).where('userId', '=', broken).execute()
    const sealed = (await rows()).map((row) => row.sealed)
    await run()
    expect(await prints()).toEqual(['', ...before.slice(1)])
    expect((await rows()).map((row) => row.sealed)).toEqual(sealed)
  })

  it('are made anew under another key, by the job and by the renewal alike', async () => {
    await nameMany(4)
    const before = await prints()
    await restart({ ...onlyFirst, ...own })
    await run()
    const after = await prints()
    expect(new Set([...before, ...after]).size).toBe(6)
    await restart({ ...both, ...own })
    await renewAll(500)
    expect(await prints()).toEqual(after)
    await restart(both)
    expect((await keys()).outOfDate).toBe(4)
    expect(await renewAll(500)).toEqual({ renewed: 4, unreadable: [] })
    expect(new Set([...before, ...after, ...(await prints())]).size).toBe(9)
  })
})
