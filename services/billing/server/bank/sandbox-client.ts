/** The way to the sandbox bank, a server of its own: our payout's id is the idempotency key, at every attempt the same. */
import type { BankAnswer, BankWord } from '../domain/bank-answer.ts'
import type { Asked, PayRequest, Provider } from './provider.ts'
import { readJson } from './read-json.ts'
import { SandboxEntries, type SandboxEntry, SandboxEntryOf } from './sandbox-entry.ts'
import { hearSigned } from './sandbox-notice.ts'

interface SandboxParts {
  readonly url: string
  readonly secret: string
  readonly page: string | null
  readonly now: () => number
  /** Milliseconds that the bank has for a request; after them it does nothing about it any more. */
  readonly timeLimit: number
}

/** How far apart the clocks of two machines may be, in milliseconds. */
const skew = 2_000

const wordOf = (entry: SandboxEntry): BankWord | null => {
  const { status, reference, reason, cardLast4 } = entry
  if (status === 'paid') return { outcome: 'paid', reference: reference ?? '', cardLast4 }
  if (status === 'pending') return { outcome: 'pending', reference: reference ?? '' }
  if (status === 'refused') {
    return { outcome: 'refused', permanent: reason !== 'insufficient_funds', reason: reason ?? 'card_refused' }
  }
  return null
}

/** What a status other than success means: nothing was done, or nobody knows. */
const answerOfStatus = (status: number): BankAnswer => {
  if (status === 409) return { outcome: 'not_taken', permanent: true, reason: 'another_amount' }
  if (status === 429) return { outcome: 'not_taken', permanent: false, reason: 'rate_limited' }
  if (status === 401) return { outcome: 'not_taken', permanent: false, reason: 'not_let_in' }
  if (status === 400 || status === 413) return { outcome: 'not_taken', permanent: true, reason: 'wrong_request' }
  return { outcome: 'unknown', reason: 'no_answer' }
}

/** The sandbox bank as a provider. */
export const sandboxClient = ({ url, secret, page, now, timeLimit }: SandboxParts): Provider => {
  const base = `${url.replace(/\/$/, '')}/v1`
  const headers = { authorization: `Bearer ${secret}` }

  const find = async ({ payoutId, askedAt }: Asked, signal: AbortSignal): Promise<BankWord | null> => {
    const response = await fetch(`${base}/payouts/${encodeURIComponent(payoutId)}`, {
      headers,
      signal,
      redirect: 'error',
    })
    if (response.status !== 200 && response.status !== 404)
      throw new Error(`the sandbox bank answers ${response.status}`)
    const entry = response.status === 404 ? null : await readJson(response, SandboxEntryOf)
    const word = entry && wordOf(entry)
    if (!word && askedAt !== null && now() < askedAt + timeLimit + skew) {
      throw new Error('a request to the sandbox bank may still be under way')
    }
    return word
  }

  return {
    name: 'sandbox',
    page,
    find,
    pay: async (request: PayRequest, signal) => {
      const { payoutId, amountMinor, currency, cardNumber } = request
      const response = await fetch(`${base}/payouts`, {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'idempotency-key': payoutId,
          'answer-by': String(now() + timeLimit),
        },
        body: JSON.stringify({ payoutId, amountMinor, currency, card: { number: cardNumber } }),
        signal,
        redirect: 'error',
      })
      if (!response.ok) {
        await response.body?.cancel()
        return answerOfStatus(response.status)
      }
      return wordOf(await readJson(response, SandboxEntryOf)) ?? { outcome: 'unknown', reason: 'no_answer' }
    },
    hear: async (notice) => {
      const entry = hearSigned(notice, secret, now())
      const word = wordOf(entry)
      return word && { payoutId: entry.payoutId, refusals: null, word }
    },
    listCharges: async (after, limit, signal) => {
      const found: SandboxEntry[] = []
      let from: string | null = after
      // A page may hold nothing but refusals: read on until there are enough, or no more.
      while (from !== null && found.length < limit) {
        const query = new URLSearchParams({ after: from, limit: '500' })
        const response: Response = await fetch(`${base}/register?${query}`, { headers, signal, redirect: 'error' })
        if (!response.ok) throw new Error(`the sandbox bank answers ${response.status}`)
        const { items, next } = await readJson(response, SandboxEntries)
        found.push(...items.filter(({ status }) => status === 'paid'))
        from = next
      }
      return found.slice(0, limit).map(({ payoutId, reference, amountMinor, currency }) => ({
        payoutId,
        reference: reference ?? '',
        amountMinor,
        currency,
      }))
    },
  }
}
