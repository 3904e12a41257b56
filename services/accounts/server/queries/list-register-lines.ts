import type { RegisterOutcome } from '@popug/contracts/day-registers.ts'
import type { Day } from '@popug/contracts/days.ts'
import type { PageRequest } from '@popug/service-kit'
import { dayRegisterRepository } from '../db/day-register-repository.ts'
import type { Context } from '../world.ts'
import { getDay } from './get-day.ts'

interface Asked {
  readonly day: Day
  readonly outcome: RegisterOutcome
  readonly page: PageRequest
}

/** The accounts of one outcome in a day's register. Refuses as `getDay` does. */
export const listRegisterLines = async (ctx: Context, { day, outcome, page }: Asked) => {
  const { payoutMinMinor } = await getDay(ctx, day)
  return dayRegisterRepository(ctx.db).page(day, outcome, payoutMinMinor, page)
}
