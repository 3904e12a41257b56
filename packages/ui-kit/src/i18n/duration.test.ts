import { expect, it } from 'vitest'
import { durationIn } from './duration.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

it.each([
  [0, '1 second', '1 секунда'],
  [400, '1 second', '1 секунда'],
  [12_000, '12 seconds', '12 секунд'],
  [90_000, '1 minute 30 seconds', '1 минута 30 секунд'],
  [2 * hour, '2 hours', '2 часа'],
  [2 * hour + 5 * minute + 3_000, '2 hours 5 minutes', '2 часа 5 минут'],
  [21 * day + 4 * hour, '21 days 4 hours', '21 день 4 часа'],
  [day + 5 * minute, '1 day', '1 день'],
])('%i ms are %s, %s', (milliseconds, english, russian) => {
  // Numbers and units are parted by a space that does not break.
  const plain = (text: string): string => text.replace(/\s/g, ' ')
  expect(plain(durationIn('en')(milliseconds))).toBe(english)
  expect(plain(durationIn('ru')(milliseconds))).toBe(russian)
})
