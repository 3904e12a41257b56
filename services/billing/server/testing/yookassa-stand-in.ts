/**
 * Stands in for YooKassa's payouts, after its OpenAPI description and its pages on idempotence, HTTP codes, declined payouts and
 * notifications: Basic authentication, `Idempotence-Key` for 24 hours with the same body, states, search by one pair of metadata
 * over three months. How it behaves is told from outside, for its real test cards decide other things.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newId } from '@popug/service-kit'

export interface StandInPayout {
  readonly id: string
  status: 'pending' | 'succeeded' | 'canceled'
  readonly amount: { readonly value: string; readonly currency: string }
  readonly payout_destination: object
  readonly description: string
  readonly created_at: string
  readonly metadata: Readonly<Record<string, string>>
  readonly test: boolean
  cancellation_details?: { readonly party: string; readonly reason: string }
}

/** What it does with the next orders: what becomes of them, and how it answers. */
export interface Behaviour {
  readonly becomes: 'succeeded' | 'pending' | { readonly canceled: string } | 'nothing'
  readonly says: 'answer' | 'silence' | 401 | 429 | 500
}

/** Somebody who pays out as YooKassa does. */
export interface YookassaStandIn {
  readonly env: Readonly<Record<string, string>>
  /** How the following orders are treated, one after the other; when they are used up, they succeed. */
  next(...behaviours: Behaviour[]): void
  readonly payouts: StandInPayout[]
  /** The bodies of orders that came, as they came. */
  readonly orders: { readonly key: string; readonly body: string }[]
  /** Brings a pending payout to its end. */
  finish(id: string, end: 'succeeded' | { readonly canceled: string }): void
  stop(): Promise<void>
}

const day = 86_400_000
const cancel = (reason: string) => ({
  status: 'canceled' as const,
  cancellation_details: { party: 'payout_network', reason },
})

const readBody = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

const errorOf = (code: string, description: string, parameter?: string) => ({
  type: 'error',
  id: newId(),
  code,
  description,
  ...(parameter ? { parameter } : {}),
})

/** What is wrong with an order by the description of the interface; null where nothing is. */
const complaint = (body: Record<string, unknown>): string | null => {
  const amount = body.amount as { value?: unknown; currency?: unknown } | undefined
  const data = body.payout_destination_data as { type?: unknown; card?: { number?: unknown } } | undefined
  const metadata = (body.metadata ?? {}) as Record<string, unknown>
  if (typeof amount?.value !== 'string' || !/^\d+\.\d{2}$/.test(amount.value)) return 'amount.value'
  if (amount.currency !== 'RUB') return 'amount.currency'
  if (data?.type !== 'bank_card') return 'payout_destination_data.type'
  if (!/^[0-9]{14,19}$/.test(String(data.card?.number))) return 'payout_destination_data.card.number'
  if (typeof body.description === 'string' && body.description.length > 128) return 'description'
  const pairs = Object.entries(metadata)
  if (pairs.length > 16 || pairs.some(([name, value]) => name.length > 32 || String(value).length > 512))
    return 'metadata'
  return null
}

/** Starts a stand-in for YooKassa on a free port, going by this clock. */
export const startYookassa = async (now: () => number): Promise<YookassaStandIn> => {
  const [agentId, secretKey] = ['500000', 'test_a-secret-of-the-tests']
  const payouts: StandInPayout[] = []
  const orders: { key: string; body: string }[] = []
  const keys = new Map<string, { body: string; at: number; id: string | null }>()
  let behaviours: Behaviour[] = []

  const make = (body: Record<string, unknown>, becomes: Exclude<Behaviour['becomes'], 'nothing'>): StandInPayout => {
    const { card } = body.payout_destination_data as { card: { number: string } }
    const made: StandInPayout = {
      id: `po-${newId()}`,
      amount: body.amount as StandInPayout['amount'],
      payout_destination: {
        type: 'bank_card',
        card: { first6: card.number.slice(0, 6), last4: card.number.slice(-4), card_type: 'Mir' },
      },
      description: String(body.description),
      created_at: new Date(now()).toISOString(),
      metadata: body.metadata as Record<string, string>,
      test: false,
      ...(typeof becomes === 'string' ? { status: becomes } : cancel(becomes.canceled)),
    }
    payouts.push(made)
    return made
  }

  const order = (key: string, text: string): { status: number; body: object } | 'silence' => {
    orders.push({ key, body: text })
    const known = keys.get(key)
    const isKnown = known && now() - known.at < day
    if (isKnown && known.body !== text) {
      return { status: 400, body: errorOf('invalid_request', 'Idempotence key duplicated', 'Idempotence-Key') }
    }
    const before = isKnown ? payouts.find(({ id }) => id === known.id) : undefined
    const told = before ? undefined : behaviours.shift()
    const behaviour = told ?? { becomes: 'succeeded', says: 'answer' }
    const body = JSON.parse(text) as Record<string, unknown>
    const wrong = complaint(body)
    if (wrong) return { status: 400, body: errorOf('invalid_request', 'wrong', wrong) }
    const made = before ?? (behaviour.becomes === 'nothing' ? null : make(body, behaviour.becomes))
    if (made && !before) keys.set(key, { body: text, at: now(), id: made.id })
    if (behaviour.says === 'silence') return 'silence'
    if (behaviour.says !== 'answer') return { status: behaviour.says, body: errorOf('error', 'as told') }
    return made ? { status: 200, body: made } : { status: 500, body: errorOf('internal_server_error', 'as told') }
  }

  const answer = async (request: IncomingMessage): Promise<{ status: number; body: object } | 'silence'> => {
    const expected = `Basic ${Buffer.from(`${agentId}:${secretKey}`).toString('base64')}`
    if (request.headers.authorization !== expected) return { status: 401, body: errorOf('invalid_credentials', 'no') }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
    if (request.method === 'POST' && pathname === '/v3/payouts') {
      const key = String(request.headers['idempotence-key'] ?? '')
      const text = await readBody(request)
      if (!/^[0-9a-zA-Z+\-_.]{1,64}$/.test(key)) return { status: 400, body: errorOf('invalid_request', 'no key') }
      return order(key, text)
    }
    if (request.method === 'GET' && pathname === '/v3/payouts/search') {
      const pairs = [...searchParams].flatMap(([name, value]) => {
        const [, mark] = /^metadata\[(.+)\]$/.exec(name) ?? []
        return mark ? [[mark, value] as const] : []
      })
      const [pair] = pairs
      if (!pair || pairs.length > 1) return { status: 400, body: errorOf('invalid_request', 'one pair', 'metadata') }
      const items = payouts.filter(
        ({ metadata, created_at }) => metadata[pair[0]] === pair[1] && now() - Date.parse(created_at) < 90 * day,
      )
      return { status: 200, body: { type: 'list', items: items.slice(0, Number(searchParams.get('limit') ?? 10)) } }
    }
    const id = /^\/v3\/payouts\/([\w-]+)$/.exec(pathname)?.[1]
    const found = request.method === 'GET' ? payouts.find((payout) => payout.id === id) : undefined
    return found ? { status: 200, body: found } : { status: 404, body: errorOf('not_found', 'no such payout') }
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answer(request).then((said) => {
      if (said === 'silence') return
      response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify(said.body))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo

  return {
    env: {
      PAYOUT_PROVIDER: 'yookassa',
      CURRENCY: 'RUB',
      YOOKASSA_URL: `http://127.0.0.1:${port}/v3`,
      YOOKASSA_AGENT_ID: agentId,
      YOOKASSA_SECRET_KEY: secretKey,
      // What a test asks for comes from this machine.
      YOOKASSA_SOURCES: '127.0.0.1/32',
    },
    next: (...told) => {
      behaviours = told
    },
    payouts,
    orders,
    finish: (id, end) => {
      const found = payouts.find((payout) => payout.id === id)
      if (found?.status !== 'pending') throw new Error(`${id} is not pending`)
      Object.assign(found, typeof end === 'string' ? { status: end } : cancel(end.canceled))
    },
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeAllConnections()
      await closed
    },
  }
}
