import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '@popug/service-kit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { decide, type Manner, moodOf } from './decide.ts'
import { entryView, type Register } from './register.ts'
import type { Entry } from './store.ts'

interface RouteParts {
  readonly register: Register
  readonly clock: Clock
  readonly secret: string
  readonly slowMs: number
  readonly laterMs: number
  /** Aborted when the bank closes: whoever waits is let go. */
  readonly closing: AbortSignal
  /** Told that something was asked for that is to be done later. */
  readonly onPending: () => void
}

/** Longest time that the bank keeps a connection on which it means to say nothing, in milliseconds. */
const longestSilence = 60_000

const Order = Type.Object(
  {
    payoutId: Type.String({ pattern: '^[\\w.-]{1,64}$' }),
    amountMinor: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    card: Type.Object({ number: Type.String({ pattern: '^[0-9]{12,19}$' }) }, { additionalProperties: false }),
  },
  { additionalProperties: false },
)
const OrderHeaders = Type.Object({
  'idempotency-key': Type.String({ pattern: '^[\\w.-]{1,64}$' }),
  // Epoch milliseconds after which nobody waits for the answer any more, and nothing may be done.
  'answer-by': Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
})
const ByKey = Type.Object({ key: Type.String({ pattern: '^[\\w.-]{1,64}$' }) })
const Listing = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 64 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const isAllowed = (request: FastifyRequest, secret: string): boolean =>
  timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${secret}`))

const isSame = (entry: Entry, order: Static<typeof Order>): boolean =>
  entry.payoutId === order.payoutId && entry.amountMinor === order.amountMinor && entry.currency === order.currency

/** Waits that long, or until the caller or the bank has gone. */
const pause = async (request: FastifyRequest, milliseconds: number, closing: AbortSignal): Promise<void> => {
  const gone = new AbortController()
  const leave = (): void => gone.abort()
  request.raw.socket.once('close', leave)
  await wait(milliseconds, undefined, { signal: AbortSignal.any([gone.signal, closing]) }).catch(() => undefined)
  request.raw.socket.off('close', leave)
}

const behave = async (
  manner: Manner,
  entry: Entry,
  request: FastifyRequest,
  reply: FastifyReply,
  { slowMs, closing }: RouteParts,
): Promise<unknown> => {
  if (manner === 'is_too_busy') return reply.code(429).header('retry-after', '1').send({ error: 'too_many_requests' })
  if (manner === 'breaks') return reply.code(500).send({ error: 'internal' })
  if (manner === 'says_nothing') {
    await pause(request, longestSilence, closing)
    reply.hijack()
    request.raw.socket.destroy()
    return reply
  }
  if (manner === 'answers_slowly') await pause(request, slowMs, closing)
  return reply.code(entry.status === 'pending' ? 202 : 200).send(entryView(entry))
}

/** What the bank answers to programs, which bring its secret as their bearer token. */
export const mountRoutes = (app: FastifyInstance, parts: RouteParts): void => {
  const { register, clock, secret, laterMs } = parts
  app.addHook('onRequest', async (request, reply) => {
    if (!isAllowed(request, secret)) return reply.code(401).send({ error: 'not_allowed' })
  })

  app.post('/payouts', { schema: { body: Order, headers: OrderHeaders } }, async (request, reply) => {
    const order = request.body as Static<typeof Order>
    const headers = request.headers as Static<typeof OrderHeaders>
    const at = clock.now()
    if (Number(headers['answer-by'] ?? Number.POSITIVE_INFINITY) < at) {
      return reply.code(408).send({ error: 'too_late' })
    }
    const mood = moodOf(order.card.number)
    const blank: Entry = {
      idempotencyKey: headers['idempotency-key'],
      payoutId: order.payoutId,
      amountMinor: order.amountMinor,
      currency: order.currency,
      status: 'new',
      mood,
      cardLast4: order.card.number.slice(-4),
      reason: null,
      reference: null,
      attempts: 0,
      askedAt: at,
      paidAt: null,
      settlesAt: null,
    }
    let isOther = false
    const { entry, manner } = await register.decide(blank, (before) => {
      isOther = !isSame(before, order)
      if (isOther) return { entry: before, manner: 'answers' }
      // Until it is charged, the card of the last request is the one that counts.
      const card = before.status === 'new' || before.status === 'refused' ? { cardLast4: blank.cardLast4 } : {}
      const open = { ...before, ...card }
      const decided = decide(open, mood, at, laterMs)
      return decided.entry === open ? { ...decided, entry: before } : decided
    })
    if (isOther) return reply.code(409).send({ error: 'another_order' })
    if (entry.status === 'pending') parts.onPending()
    return behave(manner, entry, request, reply, parts)
  })

  app.get('/payouts/:key', { schema: { params: ByKey } }, async (request, reply) => {
    const entry = await register.find((request.params as Static<typeof ByKey>).key)
    return entry ? entryView(entry) : reply.code(404).send({ error: 'not_found' })
  })

  app.get('/register', { schema: { querystring: Listing } }, async (request) => {
    const { after = '', limit = 100 } = request.query as Static<typeof Listing>
    const entries = await register.list(after, limit)
    const items = entries.slice(0, limit).map(entryView)
    return { items, next: entries.length > limit ? (items.at(-1)?.key ?? null) : null }
  })
}
