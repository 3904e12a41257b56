import { type Database, newId } from '@popug/service-kit'
import { openTestDatabase } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../db/migrations.ts'
import { sandboxChargeRepository } from '../db/sandbox-charge-repository.ts'
import type { Tables } from '../db/tables.ts'
import { cards } from '../testing/billing-program.ts'
import type { Provider } from './provider.ts'
import { sandboxBank } from './sandbox-bank.ts'

describe('the sandbox bank', () => {
  let db: Database<Tables>
  let bank: Provider
  beforeEach(async () => {
    db = await openTestDatabase<Tables>()
    const create = migrations['009-sandbox-charges']
    await create?.(db.query.withoutPlugins() as never, db.dialect.types, db.dialect)
    bank = sandboxBank({ register: sandboxChargeRepository(db), now: () => 1, slowMs: 30 })
  })
  afterEach(() => db.close())

  const request = (cardNumber: string, payoutId = newId(), amountMinor = 500) => ({
    payoutId,
    amountMinor,
    currency: 'USD',
    cardNumber,
  })
  const patience = (ms = 5_000) => AbortSignal.timeout(ms)
  const charges = async () =>
    (await db.query.selectFrom('sandboxCharges').selectAll().where('outcome', '=', 'paid').execute()).length

  it.each([cards.pays, cards.plain, cards.slow])('pays to %s', async (number) => {
    const asked = request(number)
    const answer = await bank.pay(asked, patience())
    expect(answer).toEqual({ outcome: 'paid', reference: `sandbox-${asked.payoutId}`, cardLast4: number.slice(-4) })
    expect(await bank.find(asked.payoutId, patience())).toMatchObject({ cardLast4: number.slice(-4) })
  })

  it('charges once and answers the same, however often and at once it is asked with one key', async () => {
    const asked = request(cards.pays)
    const answers = await Promise.all(Array.from({ length: 10 }, () => bank.pay(asked, patience())))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await bank.pay({ ...asked, cardNumber: cards.plain }, patience())).toEqual(answers[0])
    expect(await charges()).toBe(1)
  })

  it('refuses another amount under a known key', async () => {
    const asked = request(cards.pays)
    await bank.pay(asked, patience())
    expect(await bank.pay({ ...asked, amountMinor: 501 }, patience())).toMatchObject({ reason: 'another_amount' })
    expect(await charges()).toBe(1)
  })

  it('refuses for good, and pays to another card under the same key', async () => {
    const asked = request(cards.refused)
    const no = { outcome: 'refused', permanent: true, reason: 'card_refused' }
    expect(await bank.pay(asked, patience())).toEqual(no)
    expect(await bank.pay(asked, patience())).toEqual(no)
    expect(await bank.find(asked.payoutId, patience())).toBeNull()
    expect(await bank.pay({ ...asked, cardNumber: cards.pays }, patience())).toMatchObject({ outcome: 'paid' })
  })

  it('refuses for now, and pays at the third attempt', async () => {
    const asked = request(cards.refusedForNow)
    const no = { outcome: 'refused', permanent: false, reason: 'insufficient_funds' }
    expect([await bank.pay(asked, patience()), await bank.pay(asked, patience())]).toEqual([no, no])
    expect(await bank.pay(asked, patience())).toMatchObject({ outcome: 'paid' })
  })

  it('takes its time over the slow card, and has charged all the same when nobody waits', async () => {
    const asked = request(cards.slow)
    await expect(bank.pay(asked, patience(1))).rejects.toThrow()
    expect(await bank.find(asked.payoutId, patience())).not.toBeNull()
  })

  it('charges and falls silent, then knows the key', async () => {
    const asked = request(cards.timesOut)
    await expect(bank.pay(asked, patience(50))).rejects.toThrow()
    expect(await charges()).toBe(1)
    expect(await bank.pay(asked, patience())).toMatchObject({ outcome: 'paid', cardLast4: '0259' })
    expect(await charges()).toBe(1)
  })
})
