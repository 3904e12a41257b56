import { expect, it } from 'vitest'
import { type Entry, netOf, post } from './posting.ts'

const entry = (userId: string, kind: Entry['kind'], amountMinor: number): Entry => ({
  userId,
  kind,
  amountMinor,
  taskId: null,
  payoutId: null,
  reason: null,
  actorId: null,
})

it('numbers rows without holes and runs each balance on from where it stood', () => {
  const { rows, accounts, sums } = post(
    [entry('a', 'fee', -10), entry('b', 'reward', 30), entry('a', 'reward', 30), entry('a', 'correction', -1)],
    { known: new Map([['a', { userId: 'a', balanceMinor: 5, sequence: 7 }]]), number: 100, at: 1, day: '2026-03-02' },
  )
  expect(rows.map((row) => [row.number, row.userId, row.sequence, row.amountMinor, row.balanceMinor])).toEqual([
    [100, 'a', 8, -10, -5],
    [101, 'b', 1, 30, 30],
    [102, 'a', 9, 30, 25],
    [103, 'a', 10, -1, 24],
  ])
  expect(accounts).toEqual([
    { userId: 'a', balanceMinor: 24, sequence: 10 },
    { userId: 'b', balanceMinor: 30, sequence: 1 },
  ])
  expect(sums.get('a')).toEqual({ feesMinor: 10, rewardsMinor: 30, paidOutMinor: 0, otherMinor: -1 })
})

it('leaves the accounts it was given as they were', () => {
  const known = new Map([['a', { userId: 'a', balanceMinor: 5, sequence: 7 }]])
  post([entry('a', 'fee', -10)], { known, number: 1, at: 1, day: '2026-03-02' })
  expect(known.get('a')).toEqual({ userId: 'a', balanceMinor: 5, sequence: 7 })
})

it.each([
  ['fee', -10, { feesMinor: 10 }],
  ['reward', 10, { rewardsMinor: 10 }],
  ['payout', -10, { paidOutMinor: 10 }],
  ['payout_return', 10, { otherMinor: 10 }],
  ['correction', -10, { otherMinor: -10 }],
] as const)('a %s of %i is summed as %o, and its net is itself', (kind, amount, expected) => {
  const { sums } = post([entry('a', kind, amount)], { known: new Map(), number: 1, at: 1, day: '2026-03-02' })
  const own = sums.get('a')
  expect(own).toMatchObject(expected)
  expect(own && netOf(own)).toBe(amount)
})
