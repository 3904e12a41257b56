import { webhookRoutes } from '@popug/contracts/webhooks.ts'
import { openTestDatabase, until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signatureOf } from '../clients/webhook-secret.ts'
import { claimDeliveries } from '../commands/claim-deliveries.ts'
import type { MailerProgram } from '../testing/mailer-program.ts'
import {
  allSent,
  allTried,
  closeTasks,
  later,
  logOf,
  logWhere,
  payOne,
  startWebhooks,
  tell,
} from '../testing/webhook-program.ts'
import { type Received, type ReceiverMood, startReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts'

const minute = 60_000
const hour = 60 * minute
let program: MailerProgram
let receiver: WebhookReceiver
beforeEach(async () => {
  program = await startWebhooks()
  receiver = await startReceiver()
})
afterEach(async () => {
  await program.stop()
  await receiver.stop()
})

/** Another mailer, with settings of its own. */
const restart = async (env: Record<string, string>): Promise<void> => {
  await program.stop()
  program = await startWebhooks(env)
}
const claim = () => program.session().transaction((ctx) => claimDeliveries(ctx, { holdFor: minute }))
const idOf = ({ headers }: Received): string => String(headers['webhook-id'])
const isSignedBy = (secrets: string[], { headers, body }: Received): boolean => {
  const message = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']), body }
  return headers['webhook-signature'] === signatureOf(secrets, message)
}

describe('a webhook', () => {
  it('is told of closed tasks and paid payouts, signed, and of nothing that is not for outside', async () => {
    await closeTasks(program, 1)
    const before = (await tell(program, receiver.url)).id
    later(program, 1)
    const { id, secret } = await tell(program, receiver.url)
    later(program, 1)
    const [taskId] = await closeTasks(program, 1)
    const { cardLast4: _inside, ...paid } = await payOne(program)
    const log = await allSent(program, id)
    await allSent(program, before)
    expect(log.map(({ type, attempts, answer }) => [type, attempts, answer]).sort()).toEqual([
      ['payout.paid.v1', 1, 200],
      ['task.closed.v1', 1, 200],
    ])
    const mine = receiver.received.filter((one) => isSignedBy([secret], one))
    expect(mine).toHaveLength(2)
    expect(receiver.received).toHaveLength(4)
    const bodies = mine.map(({ body }) => JSON.parse(body) as { id: string; type: string; data: object })
    expect(bodies.map(({ id: event }) => event).sort()).toEqual(mine.map(idOf).sort())
    expect(bodies.find(({ type }) => type === 'task.closed.v1')).toMatchObject({
      specversion: '1.0',
      source: '/tasks',
      datacontenttype: 'application/json',
      data: { taskId },
    })
    expect(bodies.find(({ type }) => type === 'payout.paid.v1')?.data).toEqual(paid)
    expect(receiver.received[0]?.headers['content-type']).toBe('application/json')
    expect(JSON.stringify(bodies)).not.toMatch(/position|epoch|correlation|4242/)
  })

  it.each<[ReceiverMood, number | null, RegExp]>([
    ['fails', 500, /^500$/],
    ['refuses', 400, /^400$/],
    ['redirects', 302, /redirects are not followed/],
    ['asks_patience', 503, /^503$/],
    ['hangs_up', null, /socket hang up|ECONNRESET|EPIPE/],
    ['swallows', null, /socket hang up|ECONNRESET|EPIPE/],
    ['silent', null, /no answer within 1000 ms/],
  ])('that %s is tried again under the same id, and not before its time', async (mood, answer, failure) => {
    if (mood === 'silent') await restart({ WEBHOOK_TIMEOUT: '1000' })
    const { id } = await tell(program, receiver.url)
    receiver.next(mood)
    await closeTasks(program, 1)
    const [first] = await allTried(program, id, 1)
    expect(first).toMatchObject({ status: 'queued', attempts: 1, answer })
    expect(first?.failure).toMatch(failure)
    const wait = Date.parse(first?.nextAttemptAt ?? '') - program.clock.now()
    expect(wait).toBeGreaterThanOrEqual(mood === 'asks_patience' ? minute : 5_000)
    const webhook = (await program.as('admin').call(webhookRoutes.getWebhook, { params: { id } })).body
    expect(webhook.failingSince).not.toBeNull()
    const came = receiver.received.length
    later(program, wait - 1)
    expect(await claim()).toEqual([])
    later(program, 1)
    const [sent] = await allSent(program, id)
    expect(sent).toMatchObject({ attempts: 2, answer: 200, failure: null })
    expect(receiver.received).toHaveLength(came + 1)
    expect(new Set(receiver.received.map(idOf)).size).toBe(1)
    expect(receiver.received.some(({ path }) => path !== '/hook')).toBe(false)
    const well = (await program.as('admin').call(webhookRoutes.getWebhook, { params: { id } })).body
    expect(well.failingSince).toBeNull()
  })

  it.each<ReceiverMood>(['takes_quietly', 'endless'])('that %s has it', async (mood) => {
    const { id } = await tell(program, receiver.url)
    receiver.next(mood)
    await closeTasks(program, 1)
    expect((await allSent(program, id))[0]).toMatchObject({ attempts: 1 })
  })

  it('of changing moods has every event, twice only where it gave no answer', async () => {
    const { id, secret } = await tell(program, receiver.url)
    const moods: ReceiverMood[] = [
      'fails',
      'takes',
      'swallows',
      'redirects',
      'takes',
      'hangs_up',
      'refuses',
      'asks_patience',
    ]
    receiver.next(...Array.from({ length: 120 }, (_, index) => moods[((index * 3 + index / 8) % 8) | 0] ?? 'takes'))
    const tasks = await closeTasks(program, 90)
    await until('everything is sent', async () => {
      later(program, 10 * minute)
      const log = await logOf(program, id)
      return log.length === 90 && log.every(({ status }) => status === 'sent')
    })
    const taken = new Map<string, ReceiverMood[]>()
    for (const one of receiver.received) {
      expect(isSignedBy([secret], one)).toBe(true)
      const { taskId } = (JSON.parse(one.body) as { data: { taskId: string } }).data
      taken.set(taskId, [...(taken.get(taskId) ?? []), one.mood])
    }
    expect([...taken.keys()].sort()).toEqual([...tasks].sort())
    for (const one of taken.values()) {
      expect(one.filter((mood) => mood === 'takes')).toHaveLength(1)
      expect(one.at(-1)).toBe('takes')
    }
  })

  it('is given up after so many tries, and sent again when a person says so', async () => {
    await restart({ WEBHOOK_ATTEMPTS: '3' })
    const { id } = await tell(program, receiver.url)
    receiver.otherwise = 'fails'
    await closeTasks(program, 1)
    for (const attempts of [1, 2]) {
      await allTried(program, id, attempts)
      later(program, hour)
    }
    const [failed] = await logWhere(program, id, ([one]) => one?.status === 'failed')
    expect(failed).toMatchObject({ attempts: 3, nextAttemptAt: null, sentAt: null })
    expect(receiver.received).toHaveLength(3)
    receiver.otherwise = 'takes'
    later(program, hour)
    const params = { id: failed?.id ?? '' }
    const { status, body } = await program.as('admin').call(webhookRoutes.resendWebhookDelivery, { params })
    expect([status, body.status]).toEqual([200, 'queued'])
    await allSent(program, id)
    expect(new Set(receiver.received.map(idOf)).size).toBe(1)
    expect(receiver.received).toHaveLength(4)
  })

  it('that fails for three days is disabled with the reason, is told nothing, and begins anew when enabled', async () => {
    const { id } = await tell(program, receiver.url)
    const params = { id }
    const webhook = async () => (await program.as('admin').call(webhookRoutes.getWebhook, { params })).body
    receiver.otherwise = 'fails'
    await closeTasks(program, 1)
    await allTried(program, id, 1)
    later(program, 71 * hour)
    await allTried(program, id, 2)
    expect(await webhook()).toMatchObject({ status: 'active' })
    later(program, hour)
    await until('it is disabled', async () => {
      later(program, hour)
      return (await webhook()).status === 'disabled'
    })
    expect(await webhook()).toMatchObject({ reason: 'failing' })
    await closeTasks(program, 1)
    expect(await logOf(program, id)).toHaveLength(1)
    const came = receiver.received.length
    receiver.otherwise = 'takes'
    later(program, 24 * hour)
    await program.as('admin').call(webhookRoutes.changeWebhook, { params, body: { status: 'active' } })
    await allSent(program, id)
    expect(receiver.received).toHaveLength(came + 1)
    expect(await webhook()).toMatchObject({ status: 'active', reason: null, failingSince: null })
  })

  it('that says it is gone is disabled at once', async () => {
    const { id } = await tell(program, receiver.url)
    receiver.otherwise = 'gone'
    await closeTasks(program, 3)
    const webhook = async () => (await program.as('admin').call(webhookRoutes.getWebhook, { params: { id } })).body
    await until('it is disabled', async () => (await webhook()).status === 'disabled')
    expect(await webhook()).toMatchObject({ reason: 'gone' })
  })

  it('that is silent holds up no other', async () => {
    await restart({ WEBHOOK_TIMEOUT: '2000' })
    const other = await startReceiver()
    receiver.otherwise = 'silent'
    const [silent, quick] = [await tell(program, receiver.url), await tell(program, other.url)]
    await closeTasks(program, 60)
    await allSent(program, quick.id)
    expect(other.received).toHaveLength(60)
    // After its first failures it is left alone for a while, whatever is due to it.
    await logWhere(program, silent.id, (log) => log.some(({ attempts }) => attempts > 0))
    expect(receiver.received.length).toBeLessThanOrEqual(10)
    await other.stop()
  })

  it('with a new secret is signed with both for a day, then with the new one alone', async () => {
    const { id, secret } = await tell(program, receiver.url)
    const renewed = (await program.as('admin').call(webhookRoutes.renewWebhookSecret, { params: { id } })).body.secret
    await closeTasks(program, 1)
    await allSent(program, id)
    later(program, 24 * hour)
    await closeTasks(program, 1)
    await allSent(program, id)
    const [both, one] = receiver.received as [Received, Received]
    expect(isSignedBy([renewed, secret], both)).toBe(true)
    expect(isSignedBy([renewed], one)).toBe(true)
  })

  it('is tested with an event that means nothing', async () => {
    const { id } = await tell(program, receiver.url)
    const test = await program.as('admin').call(webhookRoutes.testWebhook, { params: { id } })
    expect(test).toMatchObject({ status: 202, body: { type: 'webhook.tested.v1', status: 'queued' } })
    await allSent(program, id)
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ data: { webhookId: id } })
  })

  it('that was in somebody’s hand who died is told under the same id when the claim has run out', async () => {
    const database = await openTestDatabase<object>()
    const dying = await startWebhooks({}, { database, jobsByTime: false })
    const { id } = await tell(dying, receiver.url)
    await closeTasks(dying, 1)
    const [held] = await dying.session().transaction((ctx) => claimDeliveries(ctx, { holdFor: minute }))
    expect(held?.delivery.attempts).toBe(1)
    const next = await startWebhooks({}, { database })
    later(next, minute + 1)
    expect((await allSent(next, id))[0]).toMatchObject({ attempts: 2, eventId: held?.delivery.eventId })
    expect(receiver.received.map(idOf)).toEqual([held?.delivery.eventId])
    await next.stop()
    await dying.stop()
  })
})

describe('a receiver on no public network', () => {
  beforeEach(() => restart({ WEBHOOK_ADDRESSES: 'public' }))

  it.each(['127.0.0.1', '0x7f.1', '2130706433', '[::1]', '[::ffff:10.0.0.1]', '169.254.169.254'])(
    'is not taken by its address %s',
    async (host) => {
      const body = { url: `https://${host}/hook`, events: ['task.closed.v1' as const] }
      const answer = await program.as('admin').call(webhookRoutes.createWebhook, { body })
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path: '/body/url' }] } })
    },
  )

  it('is not reached by a name', async () => {
    const { id } = await tell(program, receiver.url.replace('http:', 'https:').replace('127.0.0.1', 'localhost'))
    await closeTasks(program, 1)
    const [tried] = await allTried(program, id, 1)
    expect(tried).toMatchObject({ status: 'queued', answer: null })
    expect(tried?.failure).toMatch(/stands on no public network/)
    expect(receiver.received).toEqual([])
  })
})
