import { type Reconciliation, reconciliationOutcomes } from '@popug/contracts/reconciliations.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import { reconciliationRepository } from '../db/reconciliation-repository.ts'
import type { ReconciliationLineRow, ReconciliationRow } from '../db/tables.ts'
import type { Context, Query } from '../world.ts'

/** A comparison with what it came to, every outcome there. */
export interface ReconciliationWithTotals extends ReconciliationRow {
  readonly totals: Reconciliation['totals']
}

const nothing = { lines: 0, registerMinor: 0, paidMinor: 0 }

const withTotals = async (
  { db }: Pick<Context, 'db'>,
  rows: readonly ReconciliationRow[],
): Promise<ReconciliationWithTotals[]> => {
  const totals = await reconciliationRepository(db).totals(rows.map(({ id }) => id))
  return rows.map((row) => ({
    ...row,
    totals: reconciliationOutcomes.map(
      (outcome) => totals.get(row.id)?.find((total) => total.outcome === outcome) ?? { outcome, ...nothing },
    ),
  }))
}

/** A page of comparisons with the bank's registers, newest first. */
export const listReconciliations: Query<PageRequest, PageOf<ReconciliationWithTotals>> = async (ctx, page) => {
  const { items, next } = pageFrom(await reconciliationRepository(ctx.db).list(page), page.limit, ({ id }) => [id])
  return { items: await withTotals(ctx, items), next }
}

/** One comparison; refuses `not_found`. */
export const getReconciliation: Query<{ id: string }, ReconciliationWithTotals> = async (ctx, { id }) => {
  const row = await reconciliationRepository(ctx.db).find(id)
  const [found] = row ? await withTotals(ctx, [row]) : []
  if (!found) throw new Refusal('not_found')
  return found
}

type LinesAsked = Parameters<ReturnType<typeof reconciliationRepository>['lines']>[0]

/** A page of the lines of one comparison, in their order. */
export const listReconciliationLines: Query<LinesAsked & { page: PageRequest }, PageOf<ReconciliationLineRow>> = async (
  ctx,
  { page, ...asked },
) => pageFrom(await reconciliationRepository(ctx.db).lines(asked, page), page.limit, ({ number }) => [number])
