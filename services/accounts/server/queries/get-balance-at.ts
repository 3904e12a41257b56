import type { Id } from '@popug/contracts/ids.ts'
import { transactionRepository } from '../db/transaction-repository.ts'
import type { Context } from '../world.ts'

/** What a balance was at a moment, in epoch milliseconds: as the last row posted by then left it, zero before the first. */
export const getBalanceAt = async ({ db }: Context, { userId, at }: { userId: Id; at: number }): Promise<number> =>
  (await transactionRepository(db).lastBy(userId, at))?.balanceMinor ?? 0
