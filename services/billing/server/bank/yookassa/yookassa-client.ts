/**
 * Payouts by YooKassa: POST /payouts with an `Idempotence-Key`, GET /payouts/{id}, and the search by metadata.
 *
 *     never asked ──POST──► answered: succeeded, canceled, or pending; from then on it is asked by its own number
 *          └─ no answer ──the same POST, the same key──► what the first one has come to     (for 23 hours, with the same card)
 *                    └─ later, or the card has been changed ──search by our mark──► found: its state
 *                                                                            └─ not found, 25 hours on: never made
 *
 * A key holds for 24 hours there: repeated later, it would order a second payout. So it is not repeated in the last hour of
 * them, and only when they are well over what is not found counts as never made. What is older than the search reaches is for
 * a person. docs/decisions/0011 says what was read.
 */
import { Refusal } from '@popug/contracts/refusals.ts'
import type { BankAnswer, BankWord } from '../../domain/bank-answer.ts'
import type { Asked, PayRequest, Provider } from '../provider.ts'
import { parseJson, readJson } from '../read-json.ts'
import { amountOf, marks, Notification, orderOf, ownerOf, PayoutList, PayoutObject, wordOf } from './payout-object.ts'
import { isWithin, networksFrom } from './sources.ts'

interface YookassaParts {
  readonly url: string
  readonly agentId: string
  readonly secretKey: string
  /** The networks that notices come from. */
  readonly sources: string
  readonly now: () => number
}

const hour = 3_600_000
/** Until when the same order may be repeated, from when on one that is not found was never made, and how far the search reaches. */
const repeatable = 23 * hour
const certain = 25 * hour
const searchable = 85 * 24 * hour

/** What a status other than 200 means for an order: only the first one under a key is refused by it. */
const answerOfStatus = (status: number, isFirst: boolean): BankAnswer => {
  if (status === 401 || status === 403) return { outcome: 'not_taken', permanent: false, reason: 'not_let_in' }
  if (status === 429) return { outcome: 'not_taken', permanent: false, reason: 'rate_limited' }
  if (status >= 400 && status < 500 && isFirst) return { outcome: 'refused', permanent: true, reason: 'wrong_request' }
  return { outcome: 'unknown', reason: 'no_answer' }
}

/** YooKassa as a provider. */
export const yookassaClient = ({ url, agentId, secretKey, sources, now }: YookassaParts): Provider => {
  const base = `${url.replace(/\/$/, '')}/payouts`
  const authorization = `Basic ${Buffer.from(`${agentId}:${secretKey}`).toString('base64')}`
  const networks = networksFrom(sources)

  const get = async (path: string, signal: AbortSignal): Promise<Response | null> => {
    const response = await fetch(base + path, { headers: { authorization }, signal, redirect: 'error' })
    if (response.ok) return response
    await response.body?.cancel()
    if (response.status === 404) return null
    throw new Error(`YooKassa answers ${response.status}`)
  }
  const read = async (id: string, signal: AbortSignal): Promise<PayoutObject | null> => {
    const response = await get(`/${encodeURIComponent(id)}`, signal)
    return response && readJson(response, PayoutObject)
  }
  const readOwn = async (id: string, payoutId: string, signal: AbortSignal): Promise<BankWord> => {
    const object = await read(id, signal)
    if (!object || ownerOf(object)?.payoutId !== payoutId) throw new Error('YooKassa shows another payout')
    return wordOf(object)
  }
  const search = async ({ payoutId, refusals }: Asked, signal: AbortSignal): Promise<BankWord | null> => {
    const query = new URLSearchParams({ [`metadata[${marks.order}]`]: orderOf(payoutId, refusals), limit: '10' })
    const response = await get(`/search?${query}`, signal)
    const { items } = response ? await readJson(response, PayoutList) : { items: [] }
    const words = items.filter((object) => ownerOf(object)?.payoutId === payoutId).map(wordOf)
    const rank = { paid: 0, pending: 1, refused: 2 } as const
    return words.sort((one, other) => rank[one.outcome] - rank[other.outcome])[0] ?? null
  }

  /** What has become of an order that may not be repeated. */
  const lookFor = async (request: PayRequest, age: number, signal: AbortSignal): Promise<BankAnswer> => {
    if (age > searchable) return { outcome: 'person', reason: 'too_long_ago' }
    const word = await search(request, signal)
    if (word) return word
    if (age < certain) return { outcome: 'unknown', reason: request.isSameCard ? 'key_ages' : 'card_changed' }
    return { outcome: 'refused', permanent: false, reason: 'never_made' }
  }

  const order = async (request: PayRequest, signal: AbortSignal): Promise<BankAnswer> => {
    const { payoutId, refusals, amountMinor, currency, cardNumber, askedSince } = request
    const key = orderOf(payoutId, refusals)
    const amount = amountOf(amountMinor, currency)
    const response = await fetch(base, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotence-key': key },
      body: JSON.stringify({
        amount,
        payout_destination_data: { type: 'bank_card', card: { number: cardNumber } },
        description: `Payout ${payoutId}`,
        metadata: { [marks.payout]: payoutId, [marks.order]: key },
      }),
      signal,
      redirect: 'error',
    })
    if (!response.ok) {
      await response.body?.cancel()
      return answerOfStatus(response.status, askedSince === null)
    }
    const object = await readJson(response, PayoutObject)
    const isSame = Number(object.amount.value) === Number(amount.value) && object.amount.currency === currency
    if (!isSame || ownerOf(object)?.payoutId !== payoutId) throw new Error('YooKassa answers about another payout')
    return wordOf(object)
  }

  return {
    name: 'yookassa',
    page: null,
    pay: async (request, signal) => {
      const { reference, payoutId, askedSince, isSameCard } = request
      if (reference !== null) return readOwn(reference, payoutId, signal)
      const age = askedSince === null ? 0 : now() - askedSince
      return age < repeatable && isSameCard ? order(request, signal) : lookFor(request, age, signal)
    },
    find: async (asked, signal) => {
      const { reference, payoutId, askedSince } = asked
      if (reference !== null) return readOwn(reference, payoutId, signal)
      if (askedSince === null) return null
      const age = now() - askedSince
      const word = age > searchable ? null : await search(asked, signal)
      if (!word && (age < certain || age > searchable)) throw new Error('it cannot be told whether YooKassa has paid')
      return word
    },
    hear: async ({ ip, body }, signal) => {
      if (!networks || !isWithin(networks, ip)) {
        throw new Refusal('not_from_the_bank', 'it comes from an address that is not the bank’s')
      }
      const { event, object } = parseJson(body, Notification)
      if (event !== 'payout.succeeded' && event !== 'payout.canceled') return null
      // Notices are not signed: what counts is what is read anew.
      const found = await read(object.id, signal)
      const owner = found && ownerOf(found)
      return found && owner ? { ...owner, word: wordOf(found) } : null
    },
  }
}
