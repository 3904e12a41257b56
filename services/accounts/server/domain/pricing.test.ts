import { hash } from 'node:crypto'
import { newId } from '@popug/service-kit'
import { describe, expect, it } from 'vitest'
import { type PriceRule, priceOf, ruleFor } from './pricing.ts'

const digest = (text: string): string => hash('sha256', text)
const rule = (effectiveFrom: number, change: Partial<PriceRule> = {}): PriceRule => ({
  id: newId(),
  effectiveFrom,
  feeMinMinor: 1000,
  feeMaxMinor: 2000,
  rewardMinMinor: 2000,
  rewardMaxMinor: 4000,
  seed: 'one',
  ...change,
})
/** An id made at this moment: the kit's own ids never go back in time. */
const idAt = (time: number): string => {
  const hex = time.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}${newId().slice(13)}`
}

describe('the rule of a task', () => {
  const rules = [rule(1000), rule(2000), rule(3000)]
  it.each([
    [1, 0],
    [999, 0],
    [1000, 0],
    [1999, 0],
    [2000, 1],
    [2999, 1],
    [3000, 2],
    [9999, 2],
  ])('created at %i is number %i', (createdAt, expected) => {
    expect(ruleFor(rules, createdAt)).toBe(rules[expected])
  })
})

describe('the price of a task', () => {
  it('is always the same', () => {
    const taskId = newId()
    expect(priceOf([rule(0)], digest, taskId)).toEqual(priceOf([rule(0)], digest, taskId))
  })

  it('does not change when the bounds are changed after it was created', () => {
    const taskId = idAt(5_000)
    const before = priceOf([rule(0)], digest, taskId)
    const later = rule(6_000, { feeMinMinor: 1, feeMaxMinor: 1, seed: 'two' })
    expect(priceOf([rule(0), later], digest, taskId)).toEqual(before)
    expect(priceOf([rule(0), later], digest, idAt(6_000)).feeMinor).toBe(1)
  })

  it('cannot be told without the seed', () => {
    const ids = Array.from({ length: 100 }, () => newId())
    const same = ids.filter(
      (id) => priceOf([rule(0)], digest, id).feeMinor === priceOf([rule(0, { seed: 'two' })], digest, id).feeMinor,
    )
    expect(same.length).toBeLessThan(10)
  })

  it('is uniform between its bounds, both included, fee and reward apart from each other', () => {
    const fees = new Map<number, number>()
    let product = 0
    const count = 40_000
    const narrow = rule(0, { feeMinMinor: 10, feeMaxMinor: 19, rewardMinMinor: 20, rewardMaxMinor: 40 })
    for (let index = 0; index < count; index++) {
      const { feeMinor, rewardMinor } = priceOf([narrow], digest, newId())
      fees.set(feeMinor, (fees.get(feeMinor) ?? 0) + 1)
      product += (feeMinor - 14.5) * (rewardMinor - 30)
      expect(rewardMinor >= 20 && rewardMinor <= 40).toBe(true)
    }
    expect([...fees.keys()].sort((one, other) => one - other)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
    // 4,000 of each expected; 6 standard deviations are 360.
    for (const found of fees.values()) expect(Math.abs(found - count / 10)).toBeLessThan(360)
    // Covariance of independent fee and reward: 0, its standard deviation here 0.09.
    expect(Math.abs(product / count)).toBeLessThan(0.54)
  })

  it('is one amount where the bounds are equal', () => {
    const fixed = rule(0, { feeMinMinor: 7, feeMaxMinor: 7, rewardMinMinor: 9, rewardMaxMinor: 9 })
    expect(priceOf([fixed], digest, newId())).toEqual({ feeMinor: 7, rewardMinor: 9 })
  })
})
