import { describe, expect, it } from 'vitest'
import { daysOf, lengthOf, periodBefore, rangeOf } from './range.ts'

const today = '2026-03-10'
const custom = (from: string, to: string) => rangeOf({ span: 'custom', from, to }, today)

describe('a range', () => {
  it.each([
    ['7', '2026-03-04', 7],
    ['30', '2026-02-09', 30],
  ] as const)('of the last %s days ends today', (span, from, length) => {
    const range = rangeOf({ span, from: '', to: '' }, today)!
    expect(range).toEqual({ from, to: today })
    expect(lengthOf(range)).toBe(length)
    expect(daysOf(range)).toHaveLength(length)
  })

  it.each([
    ['', ''],
    ['2026-03-02', '2026-03-01'],
    ['2026-02-30', '2026-03-01'],
    ['soon', '2026-03-01'],
    ['2025-01-01', '2026-01-01'],
  ])('from %j to %j is not right', (from, to) => expect(custom(from, to)).toBeNull())

  it('may be longer where a page asks for more', () => {
    expect(rangeOf({ span: 'custom', from: '2025-01-01', to: '2026-01-01' }, today, 500)).toEqual({
      from: '2025-01-01',
      to: '2026-01-01',
    })
    expect(rangeOf({ span: 'custom', from: '2025-01-01', to: '2026-01-01' }, today, 365)).toBeNull()
  })

  it('of one day is compared with the day before', () => {
    const range = custom('2024-03-01', '2024-03-01')!
    expect(periodBefore(range)).toEqual({ from: '2024-02-29', to: '2024-02-29' })
  })
})
