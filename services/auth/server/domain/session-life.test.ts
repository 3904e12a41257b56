import { expect, it } from 'vitest'
import { revocationMoment, sessionEnd, tokenMoment } from './session-life.ts'

it('a token is signed after whatever revoked the ones before', () => {
  expect(tokenMoment(1_000, 0)).toBe(1_000)
  expect(tokenMoment(1_000, 1_000)).toBe(1_001)
  expect(tokenMoment(1_000, 1_500)).toBe(1_501)
})

it('a revocation covers every token signed before it, whatever the clocks say', () => {
  for (const [now, lastToken] of [
    [1_000, 500],
    [1_000, 1_200],
  ] as const) {
    const revokedAt = revocationMoment(now, lastToken)
    expect(revokedAt).toBeGreaterThanOrEqual(lastToken)
    expect(tokenMoment(now, revokedAt)).toBeGreaterThan(revokedAt)
  }
})

it('a session lives its days from the last renewal', () => {
  expect(sessionEnd(0, 14)).toBe(14 * 24 * 3600 * 1000)
})
