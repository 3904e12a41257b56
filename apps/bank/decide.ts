import { type SandboxMood, sandboxCards } from '@popug/contracts/billing.ts'
import type { Entry } from './store.ts'

/** How the bank behaves besides what it writes down. */
export type Manner = 'answers' | 'answers_slowly' | 'says_nothing' | 'breaks' | 'is_too_busy'

export interface Decision {
  readonly entry: Entry
  readonly manner: Manner
}

const moods = new Map<string, SandboxMood>(sandboxCards.map(({ number, mood }) => [number, mood]))

/** How the bank treats this card; every number that is not a test card of its own is paid at once. */
export const moodOf = (cardNumber: string): SandboxMood => moods.get(cardNumber) ?? 'pays'

/** At which attempt the cards that are refused for now, or met by a busy bank, are paid. */
const paidAtAttempt = 3

/**
 * What the bank writes down for one more request under a key, and how it behaves. A charge stays whatever is asked later;
 * a refusal is thought over, for the card may be another. What a mood does only once it does at the first request.
 */
export const decide = (before: Entry, mood: SandboxMood, at: number, laterMs: number): Decision => {
  if (before.status === 'paid' || before.status === 'pending') {
    return { entry: before, manner: before.mood === 'slow' ? 'answers_slowly' : 'answers' }
  }
  const asked: Entry = { ...before, mood, attempts: before.attempts + 1, askedAt: at, status: 'new', reason: null }
  const isFirst = asked.attempts === 1
  const paid: Entry = { ...asked, status: 'paid', reference: `sandbox-${asked.idempotencyKey}`, paidAt: at }
  const refused = (reason: string): Entry => ({ ...asked, status: 'refused', reason })

  switch (mood) {
    case 'refused':
      return { entry: refused('card_refused'), manner: 'answers' }
    case 'refused_for_now':
      return { entry: asked.attempts < paidAtAttempt ? refused('insufficient_funds') : paid, manner: 'answers' }
    case 'rate_limited':
      return asked.attempts < paidAtAttempt
        ? { entry: asked, manner: 'is_too_busy' }
        : { entry: paid, manner: 'answers' }
    case 'fails_before':
      return isFirst ? { entry: asked, manner: 'breaks' } : { entry: paid, manner: 'answers' }
    case 'silent_before':
      return isFirst ? { entry: asked, manner: 'says_nothing' } : { entry: paid, manner: 'answers' }
    case 'fails_after':
      return { entry: paid, manner: 'breaks' }
    case 'times_out':
      return { entry: paid, manner: 'says_nothing' }
    case 'slow':
      return { entry: paid, manner: 'answers_slowly' }
    case 'pays_later':
      return {
        entry: { ...asked, status: 'pending', reference: `sandbox-${asked.idempotencyKey}`, settlesAt: at + laterMs },
        manner: 'answers',
      }
    case 'pays':
      return { entry: paid, manner: 'answers' }
  }
}
