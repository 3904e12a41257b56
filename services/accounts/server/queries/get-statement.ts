import { addDays, type Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { invalid } from '@popug/contracts/refusals.ts'
import { longestStatement } from '@popug/contracts/statements.ts'
import { accountDayRepository } from '../db/account-day-repository.ts'
import { statementOf } from '../domain/statement.ts'
import type { Context } from '../world.ts'

/** An account from one day to another, both included. Refuses with `invalid` a period that ends before it begins, or is longer than a year. */
export const getStatement = async ({ db }: Context, { userId, from, to }: { userId: Id; from: Day; to: Day }) => {
  if (to < from) throw invalid('/query/to', 'is before the first day')
  if (addDays(to, 1 - longestStatement) > from)
    throw invalid('/query/to', `is more than ${longestStatement} days after the first`)
  const days = accountDayRepository(db)
  const before = await days.balancesBefore([userId], from)
  return statementOf(before.get(userId) ?? 0, await days.between(userId, from, to))
}
