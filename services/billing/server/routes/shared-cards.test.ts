import { billingRoutes } from '@popug/contracts/billing.ts'
import { type SharedCard, sharedCardPeople } from '@popug/contracts/cards.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cards, type Program, password, startBilling } from '../testing/billing-program.ts'

const { putMyCard, deleteMyCard, listSharedCards } = billingRoutes

describe('cards that several people have named', () => {
  let program: Program
  beforeEach(async () => {
    program = await startBilling()
  })
  afterEach(() => program.stop())

  const name = async (number: string, userId = newId()): Promise<string> => {
    const answer = await program.as('performer', userId).call(putMyCard, { body: { number, password } })
    expect(answer.status).toBe(200)
    return userId
  }
  const nameMany = async (number: string, count: number): Promise<string[]> => {
    const ids: string[] = []
    for (let index = 0; index < count; index++) ids.push(await name(number))
    return ids.sort()
  }
  const list = async (query: { userId?: string; limit?: number; after?: string } = {}) => {
    const answer = await program.as('accountant').call(listSharedCards, { query })
    expect(answer.status).toBe(200)
    return answer.body
  }

  it('are told with their people and no more of the number than its end', async () => {
    await name(cards.slow)
    const [two, three] = [await nameMany(cards.pays, 2), await nameMany(cards.plain, 3)]
    expect(await list()).toEqual({
      items: [
        { last4: '4242', brand: 'visa', people: 2, userIds: two },
        { last4: '4444', brand: 'mastercard', people: 3, userIds: three },
      ],
      next: null,
    })
  })

  it('are one card however it was typed, and none once only one person is left', async () => {
    const [kesha, gosha] = [await name('4242 4242 4242 4242'), await name('4242-4242-4242-4242')]
    expect((await list()).items.map(({ userIds }) => userIds)).toEqual([[kesha, gosha]])
    await name(cards.plain, kesha)
    expect((await list()).items).toEqual([])
    await name(cards.plain, gosha)
    expect((await list()).items.map(({ last4 }) => last4)).toEqual(['4444'])
    await program.as('performer', gosha).call(deleteMyCard, { body: { password } })
    expect((await list()).items).toEqual([])
  })

  it('are told of one person, too', async () => {
    const [kesha = ''] = await nameMany(cards.pays, 2)
    await nameMany(cards.plain, 2)
    const alone = await name(cards.slow)
    expect((await list({ userId: kesha })).items.map(({ last4 }) => last4)).toEqual(['4242'])
    expect((await list({ userId: alone })).items).toEqual([])
    expect((await list({ userId: newId() })).items).toEqual([])
  })

  it('come in pages, each once', async () => {
    for (const number of Object.values(cards)) await nameMany(number, 2)
    const found: SharedCard[] = []
    let after: string | undefined
    do {
      const page = await list({ limit: 2, ...(after === undefined ? {} : { after }) })
      expect(page.items.length).toBeLessThanOrEqual(2)
      found.push(...page.items)
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(found.map(({ last4 }) => last4)).toEqual(Object.values(cards).map((number) => number.slice(-4)))
  })

  it('name a few of many people, and say how many they are', async () => {
    const ids = await nameMany(cards.pays, sharedCardPeople + 2)
    const [one] = (await list()).items
    expect(one).toEqual({ last4: '4242', brand: 'visa', people: ids.length, userIds: ids.slice(0, sharedCardPeople) })
  })

  it('are no business of the people themselves', async () => {
    const [kesha = ''] = await nameMany(cards.pays, 2)
    for (const role of ['performer', 'manager', 'executive'] as const)
      expect(await program.as(role, kesha).call(listSharedCards, {})).toMatchObject({ status: 403 })
    expect((await program.as('admin').call(listSharedCards, {})).body.items).toHaveLength(1)
  })
})
