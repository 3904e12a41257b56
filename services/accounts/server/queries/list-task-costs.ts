import type { Id } from '@popug/contracts/ids.ts'
import { priceRuleRepository } from '../db/price-rule-repository.ts'
import { type Price, priceOf } from '../domain/pricing.ts'
import type { Context } from '../world.ts'

/** The prices of tasks, whether or not the ledger has heard of them yet. */
export const listTaskCosts = async (
  { db, tools }: Context,
  ids: readonly Id[],
): Promise<(Price & { taskId: Id })[]> => {
  const rules = await priceRuleRepository(db).all()
  return ids.map((taskId) => ({ taskId, ...priceOf(rules, tools.digest, taskId) }))
}

/** What one assignment of each of these tasks costs together, in minor units. */
export const sumTaskFees = async (ctx: Context, ids: readonly Id[]): Promise<number> =>
  (await listTaskCosts(ctx, ids)).reduce((sum, { feeMinor }) => sum + feeMinor, 0)
