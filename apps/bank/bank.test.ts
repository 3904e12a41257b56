import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sandboxCards } from '@popug/contracts/billing.ts'
import { type Database, movableClock, newId, openSqlite } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Bank, startBank } from './bank.ts'
import { signatureOf } from './notices.ts'
import type { Tables } from './store.ts'

const secret = 'a secret that only tests know'
const noon = Date.UTC(2026, 4, 20, 12)
const laterMs = 60_000
const numberOf = Object.fromEntries(sandboxCards.map(({ number, mood }) => [mood, number])) as Record<string, string>

describe('the sandbox bank', () => {
  let bank: Bank
  let db: Database<Tables>
  let clock: ReturnType<typeof movableClock>
  let hearer: string | undefined
  const servers: Server[] = []
  beforeEach(async () => {
    clock = movableClock(noon)
    hearer = undefined
    db = openSqlite<Tables>(':memory:')
    bank = await startBank({
      settings: { SANDBOX_SECRET: secret, SANDBOX_SLOW_MS: 30, SANDBOX_LATER_MS: laterMs },
      database: db as never,
      clock,
      log: pino({ level: 'silent' }),
      listen: { port: 0, host: '127.0.0.1' },
      hearer: () => hearer,
    })
  })
  afterEach(async () => {
    await bank.stop()
    for (const server of servers.splice(0)) server.close()
  })

  const authorization = `Bearer ${secret}`
  const order = (number: string, payoutId: string = newId()) => ({
    payoutId,
    amountMinor: 1_234,
    currency: 'USD',
    card: { number },
  })
  const pay = async (body: ReturnType<typeof order>, headers: Record<string, string> = {}, patience = 5_000) => {
    const response = await fetch(`${bank.address}/v1/payouts`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': body.payoutId, ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    })
    return { status: response.status, said: (await response.json()) as Record<string, unknown> }
  }
  const get = async (path: string, headers: Record<string, string> = { authorization }) =>
    fetch(bank.address + path, { headers })
  const charges = async () =>
    (await db.query.selectFrom('entries').selectAll().where('status', '=', 'paid').execute()).length

  /** Somebody who hears notices, and answers them with the next of these statuses, then with 204. */
  const listen = async (...statuses: number[]) => {
    const heard: { body: string; signature: string }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => {
        heard.push({ body, signature: String(request.headers['bank-signature']) })
        response.writeHead(statuses.shift() ?? 204).end()
      })
    }).listen(0, '127.0.0.1')
    servers.push(server)
    await until('somebody listens', () => server.listening)
    hearer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    return heard
  }

  it('pays to any valid number, once however often and at once it is asked', async () => {
    const asked = order('5555555555554444')
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay(asked)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({
      status: 200,
      said: { status: 'paid', cardLast4: '4444', reference: `sandbox-${asked.payoutId}`, attempts: 1 },
    })
    expect(await pay({ ...asked, card: { number: numberOf.pays ?? '' } })).toEqual(answers[0])
    expect(await charges()).toBe(1)
  })

  it.each<[string, (number | 'silence')[], number]>([
    ['pays', [200, 200], 1],
    ['slow', [200], 1],
    ['refused', [200, 200], 0],
    ['refused_for_now', [200, 200, 200], 1],
    ['rate_limited', [429, 429, 200], 1],
    ['fails_before', [500, 200], 1],
    ['fails_after', [500, 200], 1],
    ['silent_before', ['silence', 200], 1],
    ['times_out', ['silence', 200], 1],
    ['pays_later', [202, 202], 0],
  ])('to its card that %s answers %j', async (mood, statuses, charged) => {
    const asked = order(numberOf[mood] ?? '')
    for (const [index, expected] of statuses.entries()) {
      const answer = await pay(asked, {}, expected === 'silence' ? 300 : 10_000).catch(() => null)
      expect(answer?.status ?? 'silence').toBe(expected)
      if (mood.endsWith('_after') || mood === 'times_out') expect(await charges()).toBe(1)
      if (mood.endsWith('_before') && index === 0) expect(await charges()).toBe(0)
    }
    expect(await charges()).toBe(charged)
  })

  it('has a card for each of its moods', () => {
    expect(new Set(sandboxCards.map(({ mood }) => mood)).size).toBe(10)
  })

  it('refuses another order under a known key', async () => {
    const asked = order(numberOf.pays ?? '')
    await pay(asked)
    expect(await pay({ ...asked, amountMinor: 1 })).toEqual({ status: 409, said: { error: 'another_order' } })
    expect(await pay({ ...asked, currency: 'EUR' })).toMatchObject({ status: 409 })
    expect(await pay({ ...asked, payoutId: newId() }, { 'idempotency-key': asked.payoutId })).toMatchObject({
      status: 409,
    })
    expect(await charges()).toBe(1)
  })

  it('thinks a refusal over when another card is named', async () => {
    const asked = order(numberOf.refused ?? '')
    expect(await pay(asked)).toMatchObject({ said: { status: 'refused', reason: 'card_refused', cardLast4: '0002' } })
    expect(await pay({ ...asked, card: { number: numberOf.pays ?? '' } })).toMatchObject({
      said: { status: 'paid', cardLast4: '4242', reason: null },
    })
  })

  it('does nothing for whom nobody waits any more', async () => {
    const asked = order(numberOf.pays ?? '')
    expect(await pay(asked, { 'answer-by': String(noon - 1) })).toMatchObject({ status: 408 })
    expect(await charges()).toBe(0)
    expect(await pay(asked, { 'answer-by': String(noon + 1_000) })).toMatchObject({ status: 200 })
  })

  it.each<[string, object, Record<string, string>]>([
    ['no key', {}, { 'idempotency-key': '' }],
    ['a key too long', {}, { 'idempotency-key': 'k'.repeat(65) }],
    ['a card of letters', { card: { number: 'four' } }, {}],
    ['nothing to pay', { amountMinor: 0 }, {}],
    ['a part of a cent', { amountMinor: 0.5 }, {}],
    ['a currency that is none', { currency: 'dollars' }, {}],
    ['something unknown', { tip: 1 }, {}],
  ])('refuses an order with %s, and says nothing of the card', async (_, change, headers) => {
    const body = { ...order(numberOf.pays ?? ''), ...change }
    const answer = await pay(body, headers)
    expect(answer).toEqual({ status: 400, said: { error: 'wrong_request' } })
    expect(await db.query.selectFrom('entries').selectAll().execute()).toEqual([])
  })

  it('refuses what is too long, and whoever does not bring its secret', async () => {
    expect(
      await pay({ ...order(numberOf.pays ?? ''), payoutId: 'x'.repeat(5_000) }, { 'idempotency-key': 'k' }),
    ).toEqual({ status: 413, said: { error: 'wrong_request' } })
    for (const wrong of ['', 'Bearer', `Bearer ${secret}x`, `Basic ${secret}`]) {
      for (const path of ['/v1/register', '/v1/payouts/a'])
        expect((await get(path, { authorization: wrong })).status).toBe(401)
      expect(await pay(order(numberOf.pays ?? ''), { authorization: wrong })).toMatchObject({ status: 401 })
    }
  })

  it('shows its register page by page, and one entry by its key', async () => {
    const ids = Array.from({ length: 7 }, () => newId()).sort()
    for (const id of ids) await pay(order(numberOf.pays ?? '', id))
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page = (await (await get(`/v1/register?after=${next}&limit=3`)).json()) as {
        items: { key: string }[]
        next: string | null
      }
      seen.push(...page.items.map(({ key }) => key))
      next = page.next
    }
    expect(seen).toEqual(ids)
    expect(await (await get(`/v1/payouts/${ids[0]}`)).json()).toMatchObject({ key: ids[0], status: 'paid' })
    expect((await get('/v1/payouts/unknown')).status).toBe(404)
  })

  it('pays later, and says so twice, signed, until it is heard', async () => {
    const heard = await listen(500)
    const asked = order(numberOf.pays_later ?? '')
    await pay(asked)
    clock.set(noon + laterMs - 1)
    bank.wake()
    expect(await (await get(`/v1/payouts/${asked.payoutId}`)).json()).toMatchObject({ status: 'pending' })
    clock.set(noon + laterMs)
    bank.wake()
    await until('both notices have been sent', () => heard.length === 2)
    clock.set(noon + 2 * laterMs)
    bank.wake()
    await until('the one that was not heard is sent again', () => heard.length === 3)
    await until(
      'nothing is left to be told',
      async () =>
        (await db.query.selectFrom('notices').selectAll().where('dueAt', 'is not', null).execute()).length === 0,
    )
    for (const { body, signature } of heard) {
      const at = Number(/^t=(\d+),/.exec(signature)?.[1])
      expect(signature).toBe(signatureOf(body, at, secret))
      expect(JSON.parse(body)).toMatchObject({
        event: 'payout.paid',
        payout: { payoutId: asked.payoutId, status: 'paid' },
      })
    }
    expect(await charges()).toBe(1)
  })

  it('shows people what it received, the cards masked, in both languages', async () => {
    const asked = order(numberOf.refused ?? '')
    await pay(asked)
    const page = await get('/', {})
    const english = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(english).toContain('The sandbox bank')
    expect(english).toContain(asked.payoutId)
    expect(english).toContain('•• 0002')
    expect(english).toContain('$12.34')
    expect(english).not.toContain('40000000')
    expect(await (await get('/?lang=ru', {})).text()).toContain('Учебный банк')
    expect(await (await get('/', { 'accept-language': 'ru-RU,ru;q=0.9' })).text()).toContain('lang="ru"')
    expect((await get('/bank.css', {})).headers.get('content-type')).toContain('text/css')
    expect(await (await get('/healthz', {})).json()).toEqual({ status: 'alive' })
  })
})
