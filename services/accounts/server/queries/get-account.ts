import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { accountDayRepository } from '../db/account-day-repository.ts'
import { accountRepository } from '../db/account-repository.ts'
import { ledgerRepository } from '../db/ledger-repository.ts'
import { postingDay } from '../domain/business-days.ts'
import type { Context } from '../world.ts'

/** A person's balance and what the day that work is posted on now came to; zeros for a person the ledger has not heard of. */
export const getAccount = async ({ db, now, settings }: Context, userId: Id) => {
  const { lastClosedDay } = await ledgerRepository(db).get()
  const day: Day = postingDay(now, settings.BUSINESS_TIME_ZONE, lastClosedDay)
  const account = await accountRepository(db).find(userId)
  const today = await accountDayRepository(db).find(userId, day)
  return {
    userId,
    balanceMinor: account?.balanceMinor ?? 0,
    today: { day, feesMinor: today?.feesMinor ?? 0, rewardsMinor: today?.rewardsMinor ?? 0 },
  }
}
