import { describe, expect, it } from 'vitest'
import { guessWindow, networkOf, recentGuesses, secondsToNextGuess } from './guess-limit.ts'

const now = 1_800_000_000_000
const ago = (...seconds: number[]): number[] => seconds.map((second) => now - second * 1000)

describe('the limit on guesses', () => {
  it.each([
    ['none so far', [], 3, 0],
    ['fewer than allowed', ago(20, 10), 3, 0],
    ['as many as allowed: until the oldest is forgotten', ago(30, 20, 10), 3, 870],
    ['more than allowed, after the limit was lowered', ago(50, 40, 30, 20, 10), 3, 870],
    ['old ones do not count', ago(900, 20, 10), 3, 0],
    ['one a window', ago(1), 1, 899],
    ['all at this moment', ago(0, 0), 2, 900],
  ])('%s', (_case, moments, limit, seconds) => {
    expect(secondsToNextGuess(moments, limit, now)).toBe(seconds)
  })

  it('holds for any window of 15 minutes', () => {
    const allowed: number[] = []
    for (let at = now; at < now + 4 * guessWindow; at += 7_000) {
      if (secondsToNextGuess(allowed, 10, at) === 0) allowed.push(at)
    }
    for (const at of allowed) {
      const inWindow = allowed.filter((other) => other >= at && other < at + guessWindow)
      expect(inWindow.length).toBeLessThanOrEqual(10)
    }
    expect(allowed.length).toBeGreaterThanOrEqual(40)
  })

  it('forgets what left the window', () => {
    expect(recentGuesses(ago(901, 900, 899), now)).toEqual(ago(899))
  })
})

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:1:2::6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network)
  })
})
