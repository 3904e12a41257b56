import { transactionKinds } from '@popug/contracts/events.ts'
import { expect, it } from 'vitest'
import { isReversible } from './reversal.ts'

it('fees, rewards and corrections are taken back; payouts, their returns and reversals are not', () => {
  const kinds = (reverses: number | null) => transactionKinds.filter((kind) => isReversible({ kind, reverses }))
  expect(kinds(null)).toEqual(['fee', 'reward', 'correction'])
  expect(kinds(7)).toEqual([])
})
