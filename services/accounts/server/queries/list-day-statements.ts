import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import type { DayStatement } from '@popug/contracts/statements.ts'
import { accountDayRepository } from '../db/account-day-repository.ts'
import { statementOf } from '../domain/statement.ts'
import type { Context } from '../world.ts'

/** One day of each of these people, in their order; ask for a bounded number. */
export const listDayStatements = async (
  { db }: Context,
  { day, userIds }: { day: Day; userIds: readonly Id[] },
): Promise<DayStatement[]> => {
  const days = accountDayRepository(db)
  const before = await days.balancesBefore(userIds, day)
  const rows = new Map((await days.onDay(userIds, day)).map((row) => [row.userId, row]))
  return userIds.map((userId) => {
    const row = rows.get(userId)
    const { days: _, ...statement } = statementOf(before.get(userId) ?? 0, row ? [row] : [])
    return { userId, ...statement }
  })
}
