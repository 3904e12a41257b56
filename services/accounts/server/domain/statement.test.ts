import fc from 'fast-check'
import { expect, it } from 'vitest'
import { statementOf } from './statement.ts'

const minor = fc.integer({ min: 0, max: 1_000_000 })
const sums = fc.record({ feesMinor: minor, rewardsMinor: minor, paidOutMinor: minor, otherMinor: fc.integer() })

it('of a period without postings closes as it opened', () => {
  expect(statementOf(-500, [])).toEqual({
    openingMinor: -500,
    feesMinor: 0,
    rewardsMinor: 0,
    paidOutMinor: 0,
    otherMinor: 0,
    closingMinor: -500,
    days: [],
  })
})

it('adds up: opening − fees + rewards − payouts + the rest = closing = the last day’s balance', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(sums, { minLength: 1, maxLength: 30 }), (opening, list) => {
      const found = statementOf(
        opening,
        list.map((one, index) => ({ day: `2026-03-${String(index + 1).padStart(2, '0')}`, ...one })),
      )
      const { feesMinor, rewardsMinor, paidOutMinor, otherMinor, closingMinor } = found
      expect(closingMinor).toBe(opening - feesMinor + rewardsMinor - paidOutMinor + otherMinor)
      expect(found.days.at(-1)?.balanceMinor).toBe(closingMinor)
    }),
  )
})

it('of two halves of a period is that of the whole', () => {
  fc.assert(
    fc.property(fc.array(sums, { maxLength: 28 }), fc.nat(28), (list, cut) => {
      const days = list.map((one, index) => ({ day: `2026-02-${String(index + 1).padStart(2, '0')}`, ...one }))
      const first = statementOf(100, days.slice(0, cut))
      const second = statementOf(first.closingMinor, days.slice(cut))
      expect([...first.days, ...second.days]).toEqual(statementOf(100, days).days)
    }),
  )
})
