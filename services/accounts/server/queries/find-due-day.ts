import type { Day } from '@popug/contracts/days.ts'
import { dayRepository } from '../db/day-repository.ts'
import { ledgerRepository } from '../db/ledger-repository.ts'
import { dueDay } from '../domain/business-days.ts'
import type { Context } from '../world.ts'

/** The day to close now: one whose closing was begun, or one that is due by the schedule; null when there is none. */
export const findDueDay = async ({ db, now, settings }: Context): Promise<Day | null> => {
  const { closingDay, lastClosedDay } = await ledgerRepository(db).get()
  if (closingDay !== null) return closingDay
  if (settings.DAY_CLOSING === 'by_hand') return null
  return dueDay({
    now,
    timeZone: settings.BUSINESS_TIME_ZONE,
    closesAt: settings.DAY_CLOSES_AT,
    lastClosedDay,
    firstOpenDay: await dayRepository(db).firstOpen(),
  })
}
