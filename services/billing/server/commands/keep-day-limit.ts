import { dayOf } from '@popug/contracts/days.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { sendingDayRepository } from '../db/sending-day-repository.ts'
import { startOfNextDay } from '../domain/next-day.ts'
import type { Payout } from '../domain/payout.ts'
import { shareOut } from '../domain/payout-hold.ts'
import type { Command } from '../world.ts'

interface Due {
  readonly at: number
  /** The business day of that moment. */
  readonly today: string
  /** Payouts that are to be sent now; locked. */
  readonly due: readonly Payout[]
}

/**
 * Answers which of these payouts the limit of the day leaves room for. The others wait for tomorrow, or, where one alone
 * is above the limit of a whole day, fail. The day stays locked, so that two who send at once do not both find room.
 */
export const keepDayLimit: Command<Due, readonly Payout[]> = async (ctx, { at, today, due }) => {
  const { PAYOUT_DAY_LIMIT_MINOR, BUSINESS_TIME_ZONE } = ctx.settings
  const limit = PAYOUT_DAY_LIMIT_MINOR === 0 ? null : PAYOUT_DAY_LIMIT_MINOR
  if (due.length === 0 || limit === null) return due
  const sent = (await sendingDayRepository(ctx.db).lock(today)).amountMinor
  const tomorrow = startOfNextDay(at, BUSINESS_TIME_ZONE)
  const { fitting, putOff, tooLarge } = shareOut(due, { limit, sent, tomorrow })
  await payoutRepository(ctx.db).saveMany([...putOff, ...tooLarge])
  const steps = payoutStepRepository(ctx.db)
  await steps.add(putOff, at, { reason: 'day_limit' })
  await steps.add(tooLarge, at, { reason: 'above_day_limit' })
  if (putOff.length > 0) ctx.wake('put-off-payouts')
  return fitting
}

/** Puts off what is due and above what today leaves room for, at most 500 at a time; answers how many were looked at. */
export const putOffPayouts: Command<{ at: number }, number> = async (ctx, { at }) => {
  const limit = ctx.settings.PAYOUT_DAY_LIMIT_MINOR
  if (limit === 0) return 0
  const today = dayOf(at, ctx.settings.BUSINESS_TIME_ZONE)
  const { amountMinor: sent } = await sendingDayRepository(ctx.db).lock(today)
  const due = await payoutRepository(ctx.db).dueAboveForUpdate(at, limit - sent)
  await keepDayLimit(ctx, { at, today, due })
  return due.length
}
