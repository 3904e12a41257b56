import type { Id } from '@popug/contracts/ids.ts'
import type { PageRequest } from '@popug/service-kit'
import { accountDayRepository } from '../db/account-day-repository.ts'
import type { Context } from '../world.ts'

/** One person's days, newest first. */
export const listAccountDays = ({ db }: Context, { userId, page }: { userId: Id; page: PageRequest }) =>
  accountDayRepository(db).page(userId, page)
