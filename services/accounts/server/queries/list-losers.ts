import { addDays, type Day } from '@popug/contracts/days.ts'
import { invalid } from '@popug/contracts/refusals.ts'
import { longestStatement } from '@popug/contracts/statements.ts'
import type { PageRequest } from '@popug/service-kit'
import { accountDayRepository } from '../db/account-day-repository.ts'
import type { Context } from '../world.ts'

/** Who lost over a range of days, most first. Refuses with `invalid` a range that ends before it begins, or is too long. */
export const listLosers = async ({ db }: Context, { from, to, page }: { from: Day; to: Day; page: PageRequest }) => {
  if (to < from) throw invalid('/query/to', 'is before the first day')
  if (addDays(to, 1 - longestStatement) > from)
    throw invalid('/query/to', `is more than ${longestStatement} days after the first`)
  return accountDayRepository(db).losersOf(from, to, page)
}
