import { expect, it } from 'vitest'
import { startOfNextDay } from './next-day.ts'

it.each([
  ['UTC', '2026-03-02T12:34:56.789Z', '2026-03-03T00:00:00.000Z'],
  ['UTC', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'],
  ['UTC', '2026-03-02T23:59:59.999Z', '2026-03-03T00:00:00.000Z'],
  ['UTC', '2028-02-28T12:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ['UTC', '2028-02-29T12:00:00.000Z', '2028-03-01T00:00:00.000Z'],
  ['Asia/Vladivostok', '2026-03-02T13:59:59.999Z', '2026-03-02T14:00:00.000Z'],
  ['Asia/Vladivostok', '2026-03-02T14:00:00.000Z', '2026-03-03T14:00:00.000Z'],
  // A day of 23 hours, one of 25, one that begins at one o'clock, and one that Samoa never had.
  ['Europe/Madrid', '2026-03-29T00:30:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['Europe/Madrid', '2026-10-25T00:30:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['America/Asuncion', '2023-09-30T12:00:00.000Z', '2023-10-01T04:00:00.000Z'],
  ['Pacific/Apia', '2011-12-30T00:00:00.000Z', '2011-12-30T10:00:00.000Z'],
])('in %s at %s the next day begins at %s', (timeZone, at, expected) => {
  expect(new Date(startOfNextDay(Date.parse(at), timeZone)).toISOString()).toBe(expected)
})
