import { languages } from '@popug/contracts/roles.ts'
import { describe, expect, it } from 'vitest'
import { writeLetter } from './letter.ts'
import { fitsPayout, writeStatement } from './letter-statement.ts'

const statement = {
  openingMinor: -1_000,
  feesMinor: 2_050,
  rewardsMinor: 8_000,
  otherMinor: 0,
  paidOutMinor: 4_950,
  closingMinor: 0,
}
const facts = { kind: 'payout_issued', name: 'Ara', currency: 'USD', day: '2024-02-29', reason: null } as const
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

it('shows what came and what went, and what is left', () => {
  const { lines } = writeStatement(statement, { currency: 'USD', language: 'en', day: '29 February 2024' })
  expect(lines.map(({ label, amount }) => `${label} ${amount}`)).toEqual([
    'Balance before −$10.00',
    'Fees for tasks taken −$20.50',
    'Rewards for tasks closed $80.00',
    'This payout −$49.50',
    'Balance after $0.00',
  ])
  expect(lines.filter(({ isResult }) => isResult)).toEqual([lines.at(-1)])
})

it('shows corrections where there were any, and no fee without a minus', () => {
  const with5 = { ...statement, feesMinor: 0, otherMinor: -2_050 }
  const { lines } = writeStatement(with5, { currency: 'USD', language: 'en', day: '' })
  const told = Object.fromEntries(lines.map(({ label, amount }) => [label, amount]))
  expect(told).toMatchObject({ 'Fees for tasks taken': '$0.00', 'Corrections and returned payouts': '−$20.50' })
})

describe.each(languages)('a letter with a statement, in %s', (language) => {
  const { text, html } = writeLetter({ ...facts, amountMinor: 4_950, statement }, language)
  const { title, lines } = writeStatement(statement, {
    currency: 'USD',
    language,
    day: language === 'en' ? '29 February 2024' : '29 февраля 2024 г.',
  })

  it('has every line of it in both bodies, in order', () => {
    expect(plain(text)).toContain(plain([title, ...lines.map(({ label, amount }) => `${label}: ${amount}`)].join('\n')))
    const cells = [...html.matchAll(/<(?:caption|th|td)\b[^>]*>([^<]*)</g)].map(([, cell]) => cell)
    expect(cells).toEqual([title, ...lines.flatMap(({ label, amount }) => [label, amount])])
  })

  it('is the same letter but for the statement', () => {
    const without = writeLetter({ ...facts, amountMinor: 4_950, statement: null }, language)
    expect(without.html).not.toContain('<table')
    const [before = '', after = ''] = text.split(/\n\n.*\n(?:.*: .*\n)+\n/)
    expect(`${before}\n\n${after}`).toBe(without.text)
  })
})

it.each([
  ['another payout', { paidOutMinor: 5_000, closingMinor: -50 }],
  ['figures that do not add up', { rewardsMinor: 8_001 }],
])('a statement with %s does not fit', (_, change) => {
  expect(fitsPayout(statement, 4_950)).toBe(true)
  expect(fitsPayout({ ...statement, ...change }, 4_950)).toBe(false)
})
