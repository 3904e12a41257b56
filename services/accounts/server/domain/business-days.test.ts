import { describe, expect, it } from 'vitest'
import { dueDay, postingDay, wallClock } from './business-days.ts'

describe('the day that work is posted on', () => {
  it.each([
    // now                    zone                last closed    posted on
    ['2026-03-02T12:00:00Z', 'UTC', null, '2026-03-02'],
    ['2026-03-02T12:00:00Z', 'UTC', '2026-03-01', '2026-03-02'],
    ['2026-03-02T12:00:00Z', 'UTC', '2026-03-02', '2026-03-03'],
    ['2026-03-02T12:00:00Z', 'UTC', '2026-03-05', '2026-03-06'],
    ['2026-03-02T23:30:00Z', 'Europe/Madrid', '2026-03-02', '2026-03-03'],
    ['2026-12-31T23:30:00Z', 'UTC', '2026-12-31', '2027-01-01'],
    ['2028-02-28T23:30:00Z', 'UTC', '2028-02-28', '2028-02-29'],
  ])('at %s in %s, with %s closed last, is %s', (now, zone, closed, expected) => {
    expect(postingDay(Date.parse(now), zone, closed)).toBe(expected)
  })
})

describe('the wall clock', () => {
  it.each([
    ['2026-03-02T00:00:00Z', 'UTC', '00:00'],
    ['2026-03-02T22:59:59Z', 'Europe/Madrid', '23:59'],
    ['2026-03-02T23:00:00Z', 'Europe/Madrid', '00:00'],
    ['2026-03-02T18:15:00Z', 'Asia/Kathmandu', '00:00'],
    // Madrid's clocks go from 02:00 to 03:00 on 29 March 2026, and back from 03:00 to 02:00 on 25 October.
    ['2026-03-29T00:59:00Z', 'Europe/Madrid', '01:59'],
    ['2026-03-29T01:00:00Z', 'Europe/Madrid', '03:00'],
    ['2026-10-25T00:30:00Z', 'Europe/Madrid', '02:30'],
    ['2026-10-25T01:30:00Z', 'Europe/Madrid', '02:30'],
  ])('at %s in %s shows %s', (now, zone, expected) => {
    expect(wallClock(Date.parse(now), zone)).toBe(expected)
  })
})

describe('the day that is due', () => {
  it.each([
    // now                    closes   last closed   first open     due
    ['2026-03-02T21:59:59Z', '22:00', '2026-03-01', '2026-03-02', null],
    ['2026-03-02T22:00:00Z', '22:00', '2026-03-01', '2026-03-02', '2026-03-02'],
    ['2026-03-02T23:59:59Z', '22:00', '2026-03-02', null, null],
    ['2026-03-02T23:59:59Z', '22:00', '2026-03-02', '2026-03-03', null],
    ['2026-03-02T22:00:00Z', '22:00', null, null, '2026-03-02'],
    ['2026-03-02T09:00:00Z', '22:00', null, null, null],
    // The program was off for some evenings.
    ['2026-03-05T09:00:00Z', '22:00', '2026-03-01', '2026-03-02', '2026-03-04'],
    ['2026-03-05T23:00:00Z', '22:00', '2026-03-01', '2026-03-02', '2026-03-04'],
    ['2026-03-05T23:00:00Z', '22:00', '2026-03-04', '2026-03-05', '2026-03-05'],
    ['2026-03-05T00:00:00Z', '22:00', null, '2026-03-04', '2026-03-04'],
    ['2026-03-02T00:00:00Z', '00:00', '2026-03-01', null, '2026-03-02'],
  ])(
    'at %s, closing at %s, with %s closed last and %s open, is %s',
    (now, closesAt, lastClosedDay, firstOpenDay, due) => {
      expect(dueDay({ now: Date.parse(now), timeZone: 'UTC', closesAt, lastClosedDay, firstOpenDay })).toBe(due)
    },
  )

  it('comes once when the closing time is skipped or repeated by a change of clocks', () => {
    const at = (now: string, lastClosedDay: string) =>
      dueDay({ now: Date.parse(now), timeZone: 'Europe/Madrid', closesAt: '02:30', lastClosedDay, firstOpenDay: null })
    expect(at('2026-03-29T00:59:00Z', '2026-03-28')).toBeNull()
    expect(at('2026-03-29T01:00:00Z', '2026-03-28')).toBe('2026-03-29')
    expect(at('2026-10-25T00:30:00Z', '2026-10-24')).toBe('2026-10-25')
    expect(at('2026-10-25T01:30:00Z', '2026-10-25')).toBeNull()
  })
})
