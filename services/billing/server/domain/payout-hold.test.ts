import { expect, it } from 'vitest'
import { issue, type Payout } from './payout.ts'
import { release, shareOut } from './payout-hold.ts'

const payout = (id: string, amountMinor: number, change: Partial<Payout> = {}): Payout => ({
  ...issue(
    { id, userId: 'u', day: '2026-05-20', amountMinor, currency: 'USD', issuedAt: 1 },
    { hasCard: true, attemptsAllowed: 3, registerId: null, now: 1 },
  ),
  ...change,
})
const ids = (some: readonly Payout[]): string => some.map(({ id }) => id).join('')

it.each([
  ['without a limit everything fits', null, 0, 'abcde', '', ''],
  ['what is left goes to the first, and to smaller ones after', 100, 40, 'abe', 'd', 'c'],
  ['a limit that is reached lets nothing through', 100, 100, 'e', 'abd', 'c'],
  ['what was sent under a higher limit leaves nothing', 100, 500, 'e', 'abd', 'c'],
  ['a sum that fits to the cent fits', 101, 1, 'abde', '', 'c'],
])('%s', (_, limit, sent, fitting, putOff, tooLarge) => {
  const due = [
    payout('a', 50),
    payout('b', 10),
    payout('c', 1_000),
    payout('d', 40),
    payout('e', 2_000, { unanswered: 1 }),
  ]
  const shares = shareOut(due, { limit, sent, tomorrow: 9 })
  expect([ids(shares.fitting), ids(shares.putOff), ids(shares.tooLarge)]).toEqual([fitting, putOff, tooLarge])
  for (const late of shares.putOff) expect(late).toMatchObject({ status: 'queued', hold: 'day_limit', dueAt: 9 })
  for (const large of shares.tooLarge) expect(large).toMatchObject({ status: 'failed', failure: 'above_day_limit' })
})

it('what its second person has agreed to is due at once, or waits for a card alone', () => {
  const held = { hold: 'approval', registerId: 'r', dueAt: null } as const
  expect(release(payout('a', 1, held), 7)).toMatchObject({ hold: null, dueAt: 7, registerId: 'r' })
  const waiting = payout('a', 1, { ...held, status: 'waiting_for_card' })
  expect(release(waiting, 7)).toMatchObject({ status: 'waiting_for_card', hold: null, dueAt: null })
})
