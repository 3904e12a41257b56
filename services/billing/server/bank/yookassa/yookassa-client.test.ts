import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cards, noon } from '../../testing/billing-program.ts'
import { type Behaviour, startYookassa, type YookassaStandIn } from '../../testing/yookassa-stand-in.ts'
import type { PayRequest, Provider } from '../provider.ts'
import { yookassaClient } from './yookassa-client.ts'

const hour = 3_600_000
const day = 24 * hour

describe('YooKassa', () => {
  let bank: YookassaStandIn
  let client: Provider
  let now: number
  const clientWith = (env: Readonly<Record<string, string>>) =>
    yookassaClient({
      url: env.YOOKASSA_URL ?? '',
      agentId: env.YOOKASSA_AGENT_ID ?? '',
      secretKey: env.YOOKASSA_SECRET_KEY ?? '',
      sources: env.YOOKASSA_SOURCES ?? '',
      now: () => now,
    })
  beforeEach(async () => {
    now = noon
    bank = await startYookassa(() => now)
    client = clientWith(bank.env)
  })
  afterEach(() => bank.stop())

  const patience = (ms = 5_000) => AbortSignal.timeout(ms)
  const first = (change: Partial<PayRequest> = {}): PayRequest => ({
    payoutId: newId(),
    refusals: 0,
    askedSince: null,
    askedAt: null,
    reference: null,
    bank: null,
    amountMinor: 123_405,
    currency: 'RUB',
    cardNumber: cards.plain,
    isSameCard: true,
    ...change,
  })
  const again = (request: PayRequest, change: Partial<PayRequest> = {}): PayRequest => ({
    ...request,
    askedSince: noon,
    askedAt: noon,
    bank: 'yookassa',
    ...change,
  })
  const pay = (request: PayRequest, ms?: number) => client.pay(request, patience(ms))
  const find = (request: PayRequest) => client.find(request, patience())
  const lost: Behaviour = { becomes: 'succeeded', says: 500 }

  it('is ordered in its own words', async () => {
    const request = first()
    expect(await pay(request)).toEqual({ outcome: 'paid', reference: bank.payouts[0]?.id, cardLast4: '4444' })
    expect(bank.orders[0]?.key).toBe(request.payoutId)
    expect(JSON.parse(bank.orders[0]?.body ?? '')).toEqual({
      amount: { value: '1234.05', currency: 'RUB' },
      payout_destination_data: { type: 'bank_card', card: { number: cards.plain } },
      description: `Payout ${request.payoutId}`,
      metadata: { popug_payout: request.payoutId, popug_order: request.payoutId },
    })
  })

  it.each<[string, Behaviour, object]>([
    ['pending', { becomes: 'pending', says: 'answer' }, { outcome: 'pending' }],
    [
      'canceled for good',
      { becomes: { canceled: 'rejected_by_payee' }, says: 'answer' },
      { outcome: 'refused', permanent: true, reason: 'rejected_by_payee' },
    ],
    [
      'canceled for now',
      { becomes: { canceled: 'insufficient_funds' }, says: 'answer' },
      { outcome: 'refused', permanent: false },
    ],
    [
      'canceled, nobody knows why',
      { becomes: { canceled: 'a_new_reason' }, says: 'answer' },
      { outcome: 'refused', permanent: true },
    ],
    [
      'too many requests',
      { becomes: 'nothing', says: 429 },
      { outcome: 'not_taken', permanent: false, reason: 'rate_limited' },
    ],
    [
      'wrong credentials',
      { becomes: 'nothing', says: 401 },
      { outcome: 'not_taken', permanent: false, reason: 'not_let_in' },
    ],
    ['an error after', lost, { outcome: 'unknown' }],
    ['an error before', { becomes: 'nothing', says: 500 }, { outcome: 'unknown' }],
  ])('answers: %s', async (_, behaviour, answer) => {
    bank.next(behaviour)
    expect(await pay(first())).toMatchObject(answer)
  })

  it('says nothing, and nothing of the card is told', async () => {
    bank.next({ becomes: 'succeeded', says: 'silence' })
    const error = await pay(first(), 200).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).not.toContain('5555')
  })

  it('is asked the same again while its key holds, and pays once', async () => {
    const request = first()
    bank.next(lost)
    await pay(request)
    now += 22 * hour
    expect(await pay(again(request))).toMatchObject({ outcome: 'paid' })
    expect(new Set(bank.orders.map(({ body, key }) => key + body)).size).toBe(1)
    expect(bank.payouts).toHaveLength(1)
  })

  it.each([23.5, 24.5, 26, 24 * 80])('is not asked again %d hours later: what it made is found', async (hours) => {
    const request = first()
    bank.next(lost)
    await pay(request)
    now += hours * hour
    expect(await pay(again(request))).toMatchObject({ outcome: 'paid', reference: bank.payouts[0]?.id })
    expect(bank.orders).toHaveLength(1)
  })

  it('that made nothing is believed only when its key is over for certain', async () => {
    const request = first()
    bank.next({ becomes: 'nothing', says: 500 })
    await pay(request)
    now = noon + 24 * hour
    expect(await pay(again(request))).toEqual({ outcome: 'unknown', reason: 'key_ages' })
    await expect(find(again(request))).rejects.toThrow('cannot be told')
    now = noon + 26 * hour
    expect(await pay(again(request))).toEqual({ outcome: 'refused', permanent: false, reason: 'never_made' })
    expect(await find(again(request))).toBeNull()
    expect(bank.orders).toHaveLength(1)
  })

  it('is not asked with another card under a key of which the answer is not known', async () => {
    const request = first()
    bank.next(lost)
    await pay(request)
    const other = again(request, { cardNumber: cards.pays, isSameCard: false })
    expect(await pay(other)).toMatchObject({ outcome: 'paid', cardLast4: '4444' })
    const unmade = first()
    bank.next({ becomes: 'nothing', says: 500 })
    await pay(unmade)
    const otherCard = again(unmade, { cardNumber: cards.pays, isSameCard: false })
    expect(await pay(otherCard)).toEqual({ outcome: 'unknown', reason: 'card_changed' })
    expect(bank.orders).toHaveLength(2)
  })

  it('is for a person where its search does not reach any more', async () => {
    const request = first()
    bank.next(lost)
    await pay(request)
    now += 86 * day
    expect(await pay(again(request))).toEqual({ outcome: 'person', reason: 'too_long_ago' })
    await expect(find(again(request))).rejects.toThrow('cannot be told')
    expect(bank.orders).toHaveLength(1)
  })

  it('is ordered anew under another key once it has refused', async () => {
    const request = first()
    bank.next({ becomes: { canceled: 'insufficient_funds' }, says: 'answer' })
    await pay(request)
    expect(await pay({ ...request, refusals: 1 })).toMatchObject({ outcome: 'paid' })
    expect(bank.orders.map(({ key }) => key)).toEqual([request.payoutId, `${request.payoutId}.1`])
  })

  it('refuses an order that is wrong; a wrong one that is repeated says nothing', async () => {
    const wrong = first({ currency: 'USD' })
    expect(await pay(wrong)).toEqual({ outcome: 'refused', permanent: true, reason: 'wrong_request' })
    expect(await pay(again(wrong))).toMatchObject({ outcome: 'unknown' })
  })

  it('is asked by its own number where it has told one', async () => {
    const request = first()
    bank.next({ becomes: 'pending', says: 'answer' })
    await pay(request)
    const reference = bank.payouts[0]?.id ?? ''
    expect(await pay(again(request, { reference }))).toEqual({ outcome: 'pending', reference })
    bank.finish(reference, 'succeeded')
    expect(await pay(again(request, { reference }))).toMatchObject({ outcome: 'paid', reference })
    expect(await find(again(request, { reference }))).toMatchObject({ outcome: 'paid' })
    expect(bank.orders).toHaveLength(1)
    await expect(pay(again(first(), { reference }))).rejects.toThrow('another payout')
  })

  const notify = (body: object | string, ip = '127.0.0.1') =>
    client.hear(
      { body: typeof body === 'string' ? body : JSON.stringify(body), ip, header: () => undefined },
      patience(),
    )
  const notice = (id: string, event = 'payout.succeeded') => ({
    type: 'notification',
    event,
    object: { id, status: 'succeeded', amount: { value: '1.00', currency: 'RUB' } },
  })

  it('is believed as to what is read anew, not what its notice says', async () => {
    const request = first({ refusals: 2 })
    bank.next({ becomes: 'pending', says: 'answer' })
    await pay(request)
    const id = bank.payouts[0]?.id ?? ''
    const heard = { payoutId: request.payoutId, refusals: 2 }
    expect(await notify(notice(id))).toEqual({ ...heard, word: { outcome: 'pending', reference: id } })
    bank.finish(id, { canceled: 'fraud_suspected' })
    expect(await notify(notice(id))).toMatchObject({
      ...heard,
      word: { outcome: 'refused', reason: 'fraud_suspected' },
    })
  })

  it('sends notices from its own networks alone, and not all of them are about us', async () => {
    await pay(first())
    const id = bank.payouts[0]?.id ?? ''
    await expect(notify(notice(id), '10.0.0.1')).rejects.toMatchObject({ code: 'not_from_the_bank' })
    expect(await notify(notice(id, 'payment.succeeded'))).toBeNull()
    expect(await notify(notice('po-unknown'))).toBeNull()
    for (const body of ['x', '{}', { ...notice(id), object: { id: '../me' } }])
      await expect(notify(body)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('lets nobody in with another secret', async () => {
    const stranger = clientWith({ ...bank.env, YOOKASSA_SECRET_KEY: 'another one' })
    expect(await stranger.pay(first(), patience())).toMatchObject({ outcome: 'not_taken', reason: 'not_let_in' })
    expect(bank.orders).toEqual([])
  })
})
