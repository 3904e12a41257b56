/**
 * The sandbox bank: moves no money, and answers by the card number as contracts' `sandboxCards` says. Its register is a
 * table of its own, written in transactions of its own: what it has charged stays charged though the caller dies.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { type SandboxMood, sandboxCards } from '@popug/contracts/billing.ts'
import type { PayAnswer, PayRequest, Provider } from './provider.ts'

/** One key in the register. */
interface Entry {
  readonly payoutId: string
  readonly amountMinor: number
  readonly currency: string
  readonly outcome: 'new' | 'paid' | 'refused' | 'refused_for_now'
  readonly reference: string | null
  readonly cardLast4: string | null
  readonly attempts: number
  readonly at: number
}

/** The register as a table keeps it; `decide` reads, decides and writes in one transaction, one at a time for each key. */
interface Register {
  find(payoutId: string): Promise<Entry | undefined>
  decide(entry: Entry, decision: (entry: Entry) => Entry): Promise<Entry>
}

interface SandboxParts {
  readonly register: Register
  readonly now: () => number
  /** Milliseconds that the slow card takes. */
  readonly slowMs: number
}

/** At which attempt the card that is refused for now is paid. */
const paidAtAttempt = 3

const moods = new Map<string, SandboxMood>(sandboxCards.map(({ number, mood }) => [number, mood]))

/** What the bank writes down for this request. A charge stays; a refusal is thought over, for the card may be another. */
const decide = (entry: Entry, { payoutId, cardNumber }: PayRequest, mood: SandboxMood, at: number): Entry => {
  if (entry.outcome === 'paid') return entry
  const attempts = entry.attempts + 1
  const asked = { ...entry, attempts, at, cardLast4: cardNumber.slice(-4) }
  if (mood === 'refused') return { ...asked, outcome: 'refused' }
  if (mood === 'refused_for_now' && attempts < paidAtAttempt) return { ...asked, outcome: 'refused_for_now' }
  return { ...asked, outcome: 'paid', reference: `sandbox-${payoutId}` }
}

const chargeOf = ({ reference, cardLast4 }: Entry) => ({ reference: reference ?? '', cardLast4: cardLast4 ?? '' })

const answerOf = (entry: Entry, request: PayRequest): PayAnswer => {
  if (entry.amountMinor !== request.amountMinor || entry.currency !== request.currency) {
    return { outcome: 'refused', permanent: true, reason: 'another_amount' }
  }
  if (entry.outcome === 'paid') return { outcome: 'paid', ...chargeOf(entry) }
  return entry.outcome === 'refused_for_now'
    ? { outcome: 'refused', permanent: false, reason: 'insufficient_funds' }
    : { outcome: 'refused', permanent: true, reason: 'card_refused' }
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

/** A bank that plays the moods of its test cards; every other card is paid at once. */
export const sandboxBank = ({ register, now, slowMs }: SandboxParts): Provider => ({
  pay: async (request, signal) => {
    const { payoutId, amountMinor, currency, cardNumber } = request
    const mood = moods.get(cardNumber) ?? 'pays'
    const at = now()
    const blank: Entry = {
      payoutId,
      amountMinor,
      currency,
      outcome: 'new',
      reference: null,
      cardLast4: null,
      attempts: 0,
      at,
    }
    let isNew = false
    const entry = await register.decide(blank, (before) => {
      const isSame = before.amountMinor === amountMinor && before.currency === currency
      const after = isSame ? decide(before, request, mood, at) : before
      isNew = after !== before
      return after
    })
    if (mood === 'slow') await wait(slowMs, undefined, { signal })
    // The card that is charged and then falls silent does so once: asked again, the bank knows the key.
    if (mood === 'times_out' && isNew) await whenAborted(signal)
    return answerOf(entry, request)
  },
  find: async (payoutId) => {
    const entry = await register.find(payoutId)
    return entry?.outcome === 'paid' ? chargeOf(entry) : null
  },
})
