import { newId } from '@popug/service-kit'
import { expect, it } from 'vitest'
import { tailBelow, tailDigits } from './id-sample.ts'

it('of few ids all are wanted', () => {
  expect([tailBelow(0, 100), tailBelow(100, 100)]).toEqual([null, null])
})

it.each([101, 150, 10_000, 1_000_000])('of %d ids about a hundred', (ids) => {
  const below = tailBelow(ids, 100) ?? ''
  expect(below).toMatch(/^[0-9a-f]{3}$/)
  const share = Number.parseInt(below, 16) / 4096
  expect(Math.abs(share * ids - 100)).toBeLessThanOrEqual(Math.max(ids / 4096, 1))
})

it('the ends of ids are spread evenly, whether they were made in one millisecond or not', () => {
  const counts = new Array<number>(16).fill(0)
  const now = Date.now()
  for (let index = 0; index < 16_000; index++) {
    const first = newId(now + (index >> 10)).at(-tailDigits) ?? ''
    counts[Number.parseInt(first, 16)]! += 1
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0)
  // Fifteen degrees of freedom: a fair draw goes beyond 80 less often than once in 10^9 times.
  expect(chiSquare).toBeLessThan(80)
})
