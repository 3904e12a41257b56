import type { Day } from '@popug/contracts/days.ts'
import type { PageRequest } from '@popug/service-kit'
import { accountDayRepository } from '../db/account-day-repository.ts'
import { checkRange } from '../domain/range.ts'
import type { Context } from '../world.ts'

/** Who lost over a range of days, most first. Refuses with `invalid` a range that ends before it begins, or is too long. */
export const listLosers = async ({ db }: Context, { from, to, page }: { from: Day; to: Day; page: PageRequest }) => {
  checkRange({ from, to })
  return accountDayRepository(db).losersOf(from, to, page)
}
