import { expect, it } from 'vitest'
import { deliveryDelay, receiverRest } from './webhook-retry.ts'

const hour = 3_600_000

it('a delivery waits twice as long each time, six hours at most, spread by chance', () => {
  expect([1, 2, 3, 4].map((attempts) => deliveryDelay(attempts, 1, null))).toEqual([10_000, 20_000, 40_000, 80_000])
  expect([1, 2].map((attempts) => deliveryDelay(attempts, 0, null))).toEqual([5_000, 10_000])
  expect(deliveryDelay(30, 1, null)).toBe(6 * hour)
})

it('a receiver that asks for patience has it, an hour at most', () => {
  expect(deliveryDelay(1, 0, 60_000)).toBe(60_000)
  expect(deliveryDelay(1, 0, 50 * hour)).toBe(hour)
  expect(deliveryDelay(30, 1, 60_000)).toBe(6 * hour)
  expect(receiverRest(1, 50 * hour)).toBe(hour)
})

it('a receiver that fails is left alone for longer each time, five minutes at most', () => {
  expect([1, 2, 3, 30].map((failures) => receiverRest(failures, null))).toEqual([1_000, 2_000, 4_000, 300_000])
})

it('sixteen tries take about a day', () => {
  const whole = Array.from({ length: 15 }, (_, index) => deliveryDelay(index + 1, 0.5, null)).reduce((a, b) => a + b)
  expect(whole).toBeGreaterThan(18 * hour)
  expect(whole).toBeLessThan(30 * hour)
})
