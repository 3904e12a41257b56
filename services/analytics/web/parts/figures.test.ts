import { amountsByDay, periodBefore } from '@popug/ui-kit'
import { describe, expect, it } from 'vitest'
import { day } from '../testing/samples.ts'
import { totalsOf } from './figures.ts'
import { startsBefore, startsOf } from './period-starts.ts'

it('sums leave out what lies outside, and days without anything are zero', () => {
  const range = { from: '2026-03-09', to: '2026-03-10' }
  const days = [
    day('2026-03-11', { profitMinor: 7 }),
    day('2026-03-10', { profitMinor: -500, tasksClosed: 1 }),
    day('2026-03-07', { profitMinor: 300, tasksClosed: 4 }),
    day('2026-03-06', { profitMinor: 9 }),
  ]
  expect(totalsOf(days, range)).toEqual({ profitMinor: -500, tasksClosed: 1 })
  expect(totalsOf(days, periodBefore(range))).toEqual({ profitMinor: 300, tasksClosed: 4 })
  expect(amountsByDay(new Map(days.map((one) => [one.day, one.profitMinor])), range)).toEqual([
    { day: '2026-03-09', minor: 0, beforeMinor: 300 },
    { day: '2026-03-10', minor: -500, beforeMinor: 0 },
  ])
})

describe('the periods of a range', () => {
  const range = { from: '2026-02-28', to: '2026-03-02' }
  it.each([
    ['day', ['2026-02-28', '2026-03-01', '2026-03-02'], ['2026-02-25', '2026-02-26', '2026-02-27']],
    ['week', ['2026-02-23', '2026-03-02'], ['2026-02-09', '2026-02-16']],
    ['month', ['2026-02-01', '2026-03-01'], ['2025-12-01', '2026-01-01']],
  ] as const)('by %s are known by their first days, and so are as many before', (period, starts, before) => {
    expect(startsOf(period, range)).toEqual(starts)
    expect(startsBefore(period, starts)).toEqual(before)
  })
})
