import { setTimeout as wait } from 'node:timers/promises'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { payoutIssued } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { makeTestStore } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type BillingOptions,
  expectTrueBooks,
  issued,
  noon,
  type Program,
  password,
  reaches,
  startBilling,
  untilSettled,
} from '../testing/billing-program.ts'
import { cardNumbers } from '../testing/card-numbers.ts'
import { startTestBank, type TestBank } from '../testing/test-bank.ts'

const first = { CARD_KEY: 'ab'.repeat(32), CARD_KEY_ID: '1' }
const second = { CARD_KEY: 'cd'.repeat(32), CARD_KEY_ID: '2' }
const both = { ...second, CARD_OTHER_KEYS: `1:${first.CARD_KEY}` }
const crowd = 36
const { putMyCard, deleteMyCard, renewCards } = billingRoutes
/** A bank that takes long enough for cards to change while it is asked. */
const slowly: BillingOptions['teller'] = (teller) => ({
  ...teller,
  ask: (attempt, signal) => wait(50).then(() => teller.ask(attempt, signal)),
})

describe('renewing the key of the cards while people and payouts go on', () => {
  let store: Awaited<ReturnType<typeof makeTestStore>>
  let bank: TestBank
  let program: Program
  /** The number that each person has named last; null once forgotten. */
  let named: Map<string, string | null>
  let fresh: string[]
  beforeEach(async () => {
    store = await makeTestStore()
    bank = await startTestBank()
    named = new Map()
    fresh = cardNumbers(crowd * 3)
  })
  afterEach(async () => {
    await program.stop()
    await bank.stop()
    await store.remove()
  })
  const start = async (env: Record<string, string>, options: BillingOptions = {}) => {
    program = await startBilling({ now: noon, database: store.open<object>().database, env, bank, ...options })
  }
  const rows = () => program.database.query.selectFrom('cards').selectAll().execute()

  const name = async (userId: string): Promise<void> => {
    const number = fresh.pop() ?? ''
    const answer = await program.as('performer', userId).call(putMyCard, { body: { number, password } })
    expect(answer.status).toBe(200)
    named.set(userId, number)
  }
  const forget = async (userId: string): Promise<void> => {
    const answer = await program.as('performer', userId).call(deleteMyCard, { body: { password } })
    expect(answer.status).toBe(204)
    named.set(userId, null)
  }
  /** Renews a few at a time, at most so many steps; answers whether it came to the end. */
  const renew = async (steps: number): Promise<boolean> => {
    let after: string | null = null
    for (let step = 0; step < steps; step++) {
      const body: { limit: number; after?: string } = { limit: 2, ...(after === null ? {} : { after }) }
      const answer = await program.as('admin').call(renewCards, { body })
      expect(answer).toMatchObject({ status: 200, body: { unreadable: [] } })
      after = answer.body.next
      if (after === null) return true
    }
    return false
  }
  const keyCounts = async () => {
    const counts = new Map<string, number>()
    for (const { keyId } of await rows()) counts.set(keyId, (counts.get(keyId) ?? 0) + 1)
    return counts
  }
  /** Of these people every third names another card, and every fourth forgets theirs. */
  const live = async (people: readonly string[]): Promise<void> => {
    for (const [index, userId] of people.entries()) {
      if (index % 3 === 0) await name(userId)
      if (index % 4 === 1) await forget(userId)
    }
  }
  const expectAllOpen = async (): Promise<void> => {
    const { cipher } = program.session().tools
    const opened = (await rows()).map((card): [string, string] => [card.userId, cipher.open(card)])
    const wanted = [...named].filter((one): one is [string, string] => one[1] !== null)
    expect(new Map(opened)).toEqual(new Map(wanted))
  }

  it('loses no card and no payout, pays none twice, and goes on after it was broken off', async () => {
    await start(first, { still: true })
    const people = Array.from({ length: crowd }, () => newId())
    for (const userId of people) await name(userId)
    const payouts = people.map((userId) => issued(userId))
    await program.say(payoutIssued, ...payouts)
    await program.settled()
    const all = payouts.map(({ payoutId }) => payoutId).sort()
    await program.stop()

    await start(both, { teller: slowly })
    const half = crowd / 2
    await Promise.all([live(people.slice(0, half)), renew(5)])
    // Broken off: some cards are under one key, some under the other.
    expect([...(await keyCounts()).keys()].sort()).toEqual(['1', '2'])
    await program.stop()

    await start(both, { teller: slowly })
    const [, ended] = await Promise.all([live(people.slice(half)), renew(1_000)])
    expect(ended).toBe(true)
    expect([...(await keyCounts()).keys()]).toEqual(['2'])
    await expectAllOpen()
    await program.stop()

    await start(second)
    await expectAllOpen()
    for (const userId of people) if (named.get(userId) === null) await name(userId)
    await untilSettled(program)
    for (const id of all) await reaches(program, id, 'paid')
    expect((await bank.charges()).map(({ payoutId }) => payoutId).sort()).toEqual(all)
    await expectTrueBooks(program)
  })
})
