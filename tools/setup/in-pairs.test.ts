import { expect, test } from 'vitest'
import { inPairs } from './in-pairs.ts'

test('answers in order and never works on more than two at once', async () => {
  let busy = 0
  let busiest = 0
  const answers = await inPairs([30, 5, 20, 1, 10], async (ms) => {
    busy += 1
    busiest = Math.max(busiest, busy)
    await new Promise((resolve) => setTimeout(resolve, ms))
    busy -= 1
    return ms * 2
  })
  expect(answers).toEqual([60, 10, 40, 2, 20])
  expect(busiest).toBe(2)
})

test('one that fails fails the whole', async () => {
  await expect(inPairs([1, 2, 3], async (n) => (n === 2 ? Promise.reject(new Error('two')) : n))).rejects.toThrow('two')
})
