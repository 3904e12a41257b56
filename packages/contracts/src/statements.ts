import { type Static, Type } from 'typebox'
import { Day } from './days.ts'
import { Id } from './ids.ts'
import { Currency, Minor } from './money.ts'

/** What one performer's work came to in one day: earned = rewards − fees. */
export const Earnings = Type.Object({ day: Day, feesMinor: Minor, rewardsMinor: Minor, earnedMinor: Minor })

/** A day of one performer: their work, what was paid out and what came back, and the balance it ended with. */
export const AccountDay = Type.Object({
  ...Earnings.properties,
  paidOutMinor: Minor,
  otherMinor: Type.Integer({ description: 'corrections and returned payouts' }),
})

/** Days that one statement covers at most. */
export const longestStatement = 366

/** An account over a period: what it opened with, what each day with postings changed, and what it closed with. */
export const Statement = Type.Object({
  userId: Id,
  from: Day,
  to: Day,
  currency: Currency,
  openingMinor: Minor,
  feesMinor: Minor,
  rewardsMinor: Minor,
  paidOutMinor: Minor,
  otherMinor: Type.Integer({ description: 'corrections and returned payouts' }),
  closingMinor: Minor,
  days: Type.Array(Type.Object({ ...AccountDay.properties, balanceMinor: Minor })),
})
export type Statement = Static<typeof Statement>

/** One day of one performer: opening − fees + rewards + other − paid out = closing. */
export const DayStatement = Type.Object({
  userId: Id,
  openingMinor: Minor,
  feesMinor: Minor,
  rewardsMinor: Minor,
  paidOutMinor: Minor,
  otherMinor: Type.Integer({ description: 'corrections and returned payouts' }),
  closingMinor: Minor,
})
export type DayStatement = Static<typeof DayStatement>
