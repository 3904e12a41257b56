import { billingRoutes } from '@popug/contracts/billing.ts'
import { moment } from '@popug/contracts/days.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import type { Reconciliation, ReconciliationLine } from '@popug/contracts/reconciliations.ts'
import { Csv, mapPage, pageRequest } from '@popug/service-kit'
import { createReconciliation } from '../commands/create-reconciliation.ts'
import { compareRegister } from '../queries/compare-register.ts'
import {
  getReconciliation,
  listReconciliationLines,
  listReconciliations,
  type ReconciliationWithTotals,
} from '../queries/list-reconciliations.ts'
import { door } from '../world.ts'

const rowsAtOnce = 500

const viewIn =
  (currency: string) =>
  ({ fromDay: from, toDay: to, createdAt, ...rest }: ReconciliationWithTotals): Reconciliation => ({
    ...rest,
    from,
    to,
    currency,
    createdAt: moment(createdAt),
  })

type LineRow = Awaited<ReturnType<typeof listReconciliationLines>>['items'][number]
const lineView = ({ reconciliationId: _, ...line }: LineRow): ReconciliationLine => line

const columns = ['outcome', 'reason', 'line', 'payout', 'reference', 'in the register', 'paid']

/** All lines of a comparison for a spreadsheet, read a page at a time while they are sent. */
async function* csvLines(currency: string, pageAfter: (last: number | null) => Promise<readonly LineRow[]>) {
  const money = (minor: number | null): string | null => (minor === null ? null : minorToDecimal(minor, currency))
  yield columns
  let last: number | null = null
  for (;;) {
    const rows: readonly LineRow[] = await pageAfter(last)
    for (const { outcome, reason, line, payoutId, reference, registerMinor, paidMinor } of rows) {
      yield [outcome, reason, line, payoutId, reference, money(registerMinor), money(paidMinor)]
    }
    last = rows.at(-1)?.number ?? null
    if (rows.length < rowsAtOnce) return
  }
}

/** The doors to comparisons with the bank's registers. */
export const reconciliationDoors = [
  door(billingRoutes.createReconciliation, async (call) => {
    const { from, to } = call.query
    const compared = await compareRegister(call, { csv: call.body, from, to })
    const id = await call.transaction((ctx) => createReconciliation(ctx, { from, to, ...compared }))
    return viewIn(call.settings.CURRENCY)(await getReconciliation(call, { id }))
  }),

  door(billingRoutes.listReconciliations, async (call) =>
    mapPage(await listReconciliations(call, pageRequest(call.query, 1)), viewIn(call.settings.CURRENCY)),
  ),

  door(billingRoutes.getReconciliation, async (call) =>
    viewIn(call.settings.CURRENCY)(await getReconciliation(call, call.params)),
  ),

  door(billingRoutes.listReconciliationLines, async (call) => {
    const { id, fromDay, toDay } = await getReconciliation(call, call.params)
    const { outcome } = call.query
    if (!call.caller.wantsCsv) {
      const page = pageRequest(call.query, 1)
      return mapPage(await listReconciliationLines(call, { id, outcome, page }), lineView)
    }
    return new Csv(
      `reconciliation-${fromDay}-${toDay}.csv`,
      csvLines(call.settings.CURRENCY, async (last) => {
        const page = { after: last === null ? null : [last], limit: rowsAtOnce }
        return (await listReconciliationLines(call, { id, outcome, page })).items
      }),
    )
  }),
]
