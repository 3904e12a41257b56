import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makePace } from './pace.ts'

const second = 1_000

it.each([
  [60, 600],
  [10, 100],
  [1, 10],
  [6_000, 60_000],
])('%i a minute are %i in ten, when somebody always wants more', (perMinute, inTen) => {
  const pace = makePace(perMinute)
  let gone = 0
  for (let at = 0; at < 600 * second; at += second) gone += pace.take(1_000, at)
  expect(gone).toBeGreaterThanOrEqual(inTen - 1)
  expect(gone).toBeLessThanOrEqual(inTen + 1 + perMinute / 30)
})

it('never lets more go in any span than its share, one, and two seconds’ share, however it is asked', () => {
  const moves = fc.array(fc.record({ wait: fc.integer({ min: -500, max: 90_000 }), wanted: fc.nat({ max: 200 }) }))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), moves, (perMinute, asked) => {
      const pace = makePace(perMinute)
      const gone: { at: number; count: number }[] = []
      let at = 0
      for (const { wait, wanted } of asked) {
        at += Math.max(0, wait)
        gone.push({ at, count: pace.take(wanted, at) })
      }
      gone.forEach((first, index) => {
        let sum = 0
        for (const { at: until, count } of gone.slice(index)) {
          sum += count
          const share = ((until - first.at) * perMinute) / 60_000
          expect(sum).toBeLessThanOrEqual(share + 1 + perMinute / 30 + 0.001)
        }
      })
    }),
  )
})

it('what did not go may go later', () => {
  const pace = makePace(60)
  expect(pace.take(50, 0)).toBe(3)
  pace.giveBack(1)
  expect(pace.take(50, 0)).toBe(1)
  expect(pace.take(50, 0)).toBe(0)
})

it('a clock that is set back gives nothing and takes nothing', () => {
  const pace = makePace(60)
  pace.take(50, 10_000)
  expect(pace.take(50, 0)).toBe(0)
  expect(pace.take(50, 1_000)).toBe(1)
})

it('0 is no limit', () => expect(makePace(0).take(1_000_000, 0)).toBe(1_000_000))
