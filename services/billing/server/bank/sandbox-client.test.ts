import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cards, noon } from '../testing/billing-program.ts'
import { startTestBank, type TestBank } from '../testing/test-bank.ts'
import { withFormerCharges } from './former-charges.ts'
import type { Asked, PayRequest, Provider } from './provider.ts'
import { sandboxClient } from './sandbox-client.ts'

describe('the way to the sandbox bank', () => {
  let bank: TestBank
  let now: number
  let client: Provider
  const timeLimit = 10_000
  const clientWith = (secret: string, url = bank.address) =>
    sandboxClient({ url: `${url}/`, secret, page: null, now: () => now, timeLimit })
  beforeEach(async () => {
    bank = await startTestBank()
    now = noon
    bank.follow({ now: () => now })
    client = clientWith(bank.env.SANDBOX_SECRET ?? '')
  })
  afterEach(() => bank.stop())

  const asked = (payoutId: string = newId(), change: Partial<Asked> = {}): Asked => ({
    payoutId,
    refusals: 0,
    askedSince: null,
    askedAt: null,
    reference: null,
    bank: null,
    ...change,
  })
  const request = (cardNumber: string, change: Partial<PayRequest> = {}): PayRequest => ({
    ...asked(),
    amountMinor: 500,
    currency: 'USD',
    cardNumber,
    isSameCard: true,
    ...change,
  })
  const patience = (ms = 5_000) => AbortSignal.timeout(ms)
  const pay = (one: PayRequest, ms?: number) => client.pay(one, patience(ms))

  it.each<[string, string, object]>([
    ['paid', cards.pays, { outcome: 'paid', cardLast4: '4242' }],
    ['slow', cards.slow, { outcome: 'paid', cardLast4: '0341' }],
    ['refused', cards.refused, { outcome: 'refused', permanent: true, reason: 'card_refused' }],
    ['refused for now', cards.refusedForNow, { outcome: 'refused', permanent: false, reason: 'insufficient_funds' }],
    ['too busy', cards.rateLimited, { outcome: 'not_taken', permanent: false, reason: 'rate_limited' }],
    ['broken before', cards.failsBefore, { outcome: 'unknown', reason: 'no_answer' }],
    ['broken after', cards.failsAfter, { outcome: 'unknown', reason: 'no_answer' }],
    ['put off', cards.paysLater, { outcome: 'pending' }],
  ])('hears that a payout is %s', async (_, number, answer) => {
    expect(await pay(request(number))).toMatchObject(answer)
  })

  it('says that another order stands under the key, and that it is not let in', async () => {
    const one = request(cards.pays)
    await pay(one)
    expect(await pay({ ...one, amountMinor: 501 })).toEqual({
      outcome: 'not_taken',
      permanent: true,
      reason: 'another_amount',
    })
    const stranger = clientWith('another secret altogether')
    expect(await stranger.pay(one, patience())).toMatchObject({ outcome: 'not_taken', permanent: false })
    await expect(stranger.find(one, patience())).rejects.toThrow('401')
  })

  it('throws where nobody answers, and never says the number', async () => {
    const one = request(cards.timesOut)
    const error = await pay(one, 200).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(String(error) + JSON.stringify(error)).not.toContain('4000')
    await expect(clientWith('x', 'http://127.0.0.1:9').pay(one, patience())).rejects.toThrow()
  })

  it('finds what was charged, and nothing only once no request can be under way', async () => {
    const paid = request(cards.failsAfter)
    await pay(paid)
    expect(await client.find(paid, patience())).toMatchObject({ outcome: 'paid', cardLast4: '5019' })
    const lost = asked(newId(), { askedAt: now, askedSince: now })
    await expect(client.find(lost, patience())).rejects.toThrow('under way')
    now += timeLimit + 10_000
    expect(await client.find(lost, patience())).toBeNull()
    expect(await client.find(asked(), patience())).toBeNull()
  })

  it('reads the register of charges in order, passing over what was not paid', async () => {
    const ids = Array.from({ length: 6 }, () => newId()).sort()
    for (const [index, payoutId] of ids.entries())
      await pay(request(index % 2 ? cards.refused : cards.pays, asked(payoutId)))
    const paid = ids.filter((_, index) => index % 2 === 0)
    const list = async (after: string, limit: number) =>
      (await client.listCharges?.(after, limit, patience()))?.map(({ payoutId }) => payoutId)
    expect(await list('', 500)).toEqual(paid)
    expect(await list(paid[0] ?? '', 1)).toEqual([paid[1]])
  })

  it('knows what was charged before the bank was a server of its own, and does not charge it again', async () => {
    const [old, fresh] = [newId(1), newId()]
    const charge = { payoutId: old, reference: `sandbox-${old}`, cardLast4: '4242', amountMinor: 500, currency: 'USD' }
    const both = withFormerCharges(client, {
      find: async (payoutId) => (payoutId === old ? charge : undefined),
      list: async (after) => (after < old ? [charge] : []),
    })
    const word = { outcome: 'paid', reference: charge.reference, cardLast4: '4242' }
    expect(await both.pay(request(cards.pays, asked(old)), patience())).toEqual(word)
    expect(await both.find(asked(old), patience())).toEqual(word)
    expect(await bank.charges()).toEqual([])
    await both.pay(request(cards.pays, asked(fresh)), patience())
    expect(await both.listCharges?.('', 500, patience())).toMatchObject([{ payoutId: old }, { payoutId: fresh }])
  })
})
