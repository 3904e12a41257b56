import { type Day, dayOf, isDay } from '@popug/contracts/days.ts'
import { invalid, Refusal } from '@popug/contracts/refusals.ts'
import type { Session } from '../world.ts'
import { advanceClosing } from './advance-closing.ts'

/** Steps of one closing: a thousand accounts each, so this is beyond any company. */
const maxSteps = 1_000_000

/**
 * Closes a day: every balance it left above zero becomes one payout. A day that is closed stays as it is. Step by step, each
 * a transaction, so that other work goes on in between; refuses with `invalid` or `day_not_begun`.
 */
export const closeDay = async (session: Session, day: Day): Promise<void> => {
  if (!isDay(day)) throw invalid('/params/day', 'no_day', 'is no day of the calendar')
  if (day > dayOf(session.now, session.settings.BUSINESS_TIME_ZONE)) throw new Refusal('day_not_begun')
  for (let step = 0; step < maxSteps; step++) {
    if ((await session.transaction((ctx) => advanceClosing(ctx, { day }))) === 'closed') return
  }
  throw new Error(`the closing of ${day} did not end in ${maxSteps} steps`)
}
