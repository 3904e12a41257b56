import { Refusal } from '@popug/contracts/refusals.ts'
import { reversalRepository } from '../db/reversal-repository.ts'
import { transactionRepository } from '../db/transaction-repository.ts'
import type { LinkedRow } from '../domain/reversal.ts'
import type { Context } from '../world.ts'

/** One row of the ledger by its number; refuses with `not_found`. */
export const getTransaction = async ({ db }: Context, number: number): Promise<LinkedRow> => {
  const [row] = await reversalRepository(db).link(await transactionRepository(db).withNumber(number))
  if (!row) throw new Refusal('not_found')
  return row
}
