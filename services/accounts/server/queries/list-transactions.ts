import type { Id } from '@popug/contracts/ids.ts'
import type { PageRequest } from '@popug/service-kit'
import { payoutRepository } from '../db/payout-repository.ts'
import { type TransactionFilter, transactionRepository } from '../db/transaction-repository.ts'
import type { Context } from '../world.ts'

interface Asked extends Omit<TransactionFilter, 'numbers'> {
  readonly payoutId?: Id | undefined
}

/** Rows of the ledger, newest first. A payout's rows are found by what the payout remembers of them. */
export const listTransactions = async ({ db }: Context, { payoutId, ...filter }: Asked, page: PageRequest) => {
  const rows = transactionRepository(db)
  if (payoutId === undefined) return rows.page(filter, page)
  const payout = await payoutRepository(db).find(payoutId)
  const { userId = payout?.userId, ...rest } = filter
  if (!payout || payout.userId !== userId) return { items: [], next: null }
  const numbers = payout.returnNumber === null ? [payout.number] : [payout.number, payout.returnNumber]
  return rows.page({ ...rest, numbers }, page)
}
