import { type Static, Type } from 'typebox'
import { Day } from './days.ts'
import { Id } from './ids.ts'
import { Currency, Minor } from './money.ts'

/** What one performer's work came to in one day: earned = rewards − fees. */
export const Earnings = Type.Object({ day: Day, feesMinor: Minor, rewardsMinor: Minor, earnedMinor: Minor })

/** What leaves and enters a balance besides work. */
const rest = { paidOutMinor: Minor, otherMinor: Type.Integer({ description: 'corrections and returned payouts' }) }

/** A day of one performer: their work, what was paid out and what came back. */
export const AccountDay = Type.Object({ ...Earnings.properties, ...rest })

/** opening − fees + rewards − paid out + other = closing. */
const movement = { openingMinor: Minor, feesMinor: Minor, rewardsMinor: Minor, ...rest, closingMinor: Minor }

/** Days that one statement covers at most. */
export const longestStatement = 366

/** An account over a period: what it opened with, what each day with postings changed, and what it closed with. */
export const Statement = Type.Object({
  userId: Id,
  from: Day,
  to: Day,
  currency: Currency,
  ...movement,
  days: Type.Array(Type.Object({ ...AccountDay.properties, balanceMinor: Minor })),
})
export type Statement = Static<typeof Statement>

/** One day of one performer. */
export const DayStatement = Type.Object({ userId: Id, ...movement })
export type DayStatement = Static<typeof DayStatement>
