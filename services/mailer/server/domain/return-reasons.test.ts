import { languages } from '@popug/contracts/roles.ts'
import { expect, it } from 'vitest'
import { writeLetter } from './letter.ts'
import { returnReason } from './return-reasons.ts'

const codes = [
  'card_refused',
  'insufficient_funds',
  'no_answer',
  'card_unreadable',
  'another_amount',
  'no_card',
  'not_approved',
  'above_day_limit',
  'rate_limited',
  'never_made',
  'found_unpaid',
  'general_decline',
  'rejected_by_payee',
  'one_time_limit_exceeded',
  'periodic_limit_exceeded',
  'issuer_unavailable',
  'identification_required',
  'recipient_not_found',
  'failed',
]

it.each(languages)('every word of Billing has words of its own in %s', (language) => {
  const words = codes.map((code) => returnReason(code, language))
  expect(new Set(words).size).toBe(codes.length)
  for (const said of words) expect(said).not.toContain('_')
})

it.each(['left the company', 'constructor', '__proto__'])('what somebody wrote stays as it is: %s', (written) => {
  for (const language of languages) expect(returnReason(written, language)).toBe(written)
})

it('a word without words of its own says that it could not be paid', () => {
  expect(returnReason('fraud_suspected', 'en')).toBe('it could not be paid')
  expect(returnReason('too_long_ago', 'ru')).toBe('её не удалось выплатить')
})

it('a letter tells the reason in the language of its person', () => {
  const facts = { kind: 'payout_returned', name: 'Ара', amountMinor: 50, currency: 'RUB', day: '2026-03-02' } as const
  const { text, html } = writeLetter({ ...facts, reason: 'card_refused', statement: null }, 'ru')
  expect(text).toContain('Причина: банк отказывает по этой карте')
  expect(html).not.toContain('card_refused')
})
