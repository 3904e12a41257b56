import type { Id } from '@popug/contracts/ids.ts'
import type { PageOf, PageRequest } from '@popug/service-kit'
import { payoutRepository } from '../db/payout-repository.ts'
import { reversalRepository } from '../db/reversal-repository.ts'
import { type TransactionFilter, transactionRepository } from '../db/transaction-repository.ts'
import type { LedgerRow } from '../domain/posting.ts'
import type { LinkedRow } from '../domain/reversal.ts'
import type { Context } from '../world.ts'

interface Asked extends Omit<TransactionFilter, 'numbers'> {
  readonly payoutId?: Id | undefined
}

const rowsOf = async (
  { db }: Context,
  { payoutId, ...filter }: Asked,
  page: PageRequest,
): Promise<PageOf<LedgerRow>> => {
  const rows = transactionRepository(db)
  if (payoutId === undefined) return rows.page(filter, page)
  const payout = await payoutRepository(db).find(payoutId)
  const { userId = payout?.userId, ...rest } = filter
  if (!payout || payout.userId !== userId) return { items: [], next: null }
  const numbers = payout.returnNumber === null ? [payout.number] : [payout.number, payout.returnNumber]
  return rows.page({ ...rest, numbers }, page)
}

/** Rows of the ledger, newest first, with what they take back. A payout's rows are found by what the payout remembers of them. */
export const listTransactions = async (ctx: Context, asked: Asked, page: PageRequest): Promise<PageOf<LinkedRow>> => {
  const { items, next } = await rowsOf(ctx, asked, page)
  return { items: await reversalRepository(ctx.db).link(items), next }
}
