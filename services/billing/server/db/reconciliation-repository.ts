import type { Reconciliation, ReconciliationOutcome } from '@popug/contracts/reconciliations.ts'
import { afterKey, type Db, type PageRequest } from '@popug/service-kit'
import type { Compared } from '../domain/reconcile.ts'
import type { ReconciliationLineRow, ReconciliationRow, Tables } from './tables.ts'

type Totals = Reconciliation['totals']

/** Comparisons with the bank's registers; written once, never changed. */
export const reconciliationRepository = (db: Db<Tables>) => {
  const all = () => db.query.selectFrom('reconciliations').selectAll()

  return {
    find: (id: string): Promise<ReconciliationRow | undefined> => all().where('id', '=', id).executeTakeFirst(),

    async insert(reconciliation: ReconciliationRow, lines: readonly Compared[]): Promise<void> {
      await db.insertMany('reconciliations', [{ ...reconciliation }])
      const rows = lines.map((line, index) => ({ reconciliationId: reconciliation.id, number: index + 1, ...line }))
      await db.insertMany('reconciliationLines', rows)
    },

    /** Newest first, one more than asked. */
    list({ after, limit }: PageRequest): Promise<ReconciliationRow[]> {
      let query = all()
      if (after) query = query.where(afterKey(['id'], after, 'desc'))
      return query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
    },

    /** Lines of one comparison in their order, one more than asked. */
    lines(
      { id, outcome }: { readonly id: string; readonly outcome?: ReconciliationOutcome | undefined },
      { after, limit }: PageRequest,
    ): Promise<ReconciliationLineRow[]> {
      let query = db.query.selectFrom('reconciliationLines').selectAll().where('reconciliationId', '=', id)
      if (outcome !== undefined) query = query.where('outcome', '=', outcome)
      if (after) query = query.where(afterKey(['number'], after, 'asc'))
      return query
        .orderBy('number')
        .limit(limit + 1)
        .execute()
    },

    /** What these comparisons came to by outcome; ask for a bounded number. */
    async totals(ids: readonly string[]): Promise<Map<string, Totals>> {
      const found = new Map<string, Totals>()
      if (ids.length === 0) return found
      const rows = await db.query
        .selectFrom('reconciliationLines')
        .select((is) => [
          'reconciliationId',
          'outcome',
          is.fn.countAll().as('lines'),
          is.fn.sum('registerMinor').as('registerMinor'),
          is.fn.sum('paidMinor').as('paidMinor'),
        ])
        .where('reconciliationId', 'in', ids)
        .groupBy(['reconciliationId', 'outcome'])
        .execute()
      for (const { reconciliationId, outcome, lines, registerMinor, paidMinor } of rows) {
        const total = {
          outcome,
          lines: Number(lines),
          registerMinor: Number(registerMinor ?? 0),
          paidMinor: Number(paidMinor ?? 0),
        }
        found.set(reconciliationId, [...(found.get(reconciliationId) ?? []), total])
      }
      return found
    },
  }
}
