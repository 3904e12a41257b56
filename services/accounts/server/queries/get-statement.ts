import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { accountDayRepository } from '../db/account-day-repository.ts'
import { checkRange } from '../domain/range.ts'
import { statementOf } from '../domain/statement.ts'
import type { Context } from '../world.ts'

/** An account from one day to another, both included. Refuses with `invalid` a period that ends before it begins, or is longer than a year. */
export const getStatement = async ({ db }: Context, { userId, from, to }: { userId: Id; from: Day; to: Day }) => {
  checkRange({ from, to })
  const days = accountDayRepository(db)
  const before = await days.balancesBefore([userId], from)
  return statementOf(before.get(userId) ?? 0, await days.between(userId, from, to))
}
