import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import { Csv, type PageOf } from '@popug/service-kit'
import { getPayoutReport } from '../queries/get-payout-report.ts'
import { listPayouts } from '../queries/list-payouts.ts'
import { tieToLedger } from '../queries/tie-to-ledger.ts'
import { door } from '../world.ts'
import { payoutView } from './payout-view.ts'

const rowsAtOnce = 500
const columns = [
  ['payout', 'id'],
  ['user', 'userId'],
  ['day', 'day'],
  ['status', 'status'],
  ['amount', 'amountMinor'],
  ['currency', 'currency'],
  ['attempts', 'attempts'],
  ['failure', 'failure'],
  ['waits for', 'hold'],
  ['card', 'cardLast4'],
  ['issued', 'issuedAt'],
  ['paid', 'paidAt'],
] as const satisfies readonly (readonly [string, keyof Payout])[]

const lineOf = (payout: Payout): (string | number | null)[] =>
  columns.map(([, field]) =>
    field === 'amountMinor' ? minorToDecimal(payout.amountMinor, payout.currency) : payout[field],
  )

/** A day's payouts line by line, read a page at a time while they are sent. */
async function* lines(pageAfter: (last: string | null) => Promise<PageOf<Payout>>) {
  yield columns.map(([title]) => title)
  let last: string | null = null
  do {
    const { items, next }: PageOf<Payout> = await pageAfter(last)
    for (const payout of items) yield lineOf(payout)
    last = next === null ? null : (items.at(-1)?.id ?? null)
  } while (last !== null)
}

/** The door to a day's report. */
export const reportDoors = [
  door(billingRoutes.getPayoutReport, async (call) => {
    const { day } = call.params
    if (!call.caller.wantsCsv) {
      const report = await getPayoutReport(call, { day })
      return { ...report, ledger: await tieToLedger(call, report) }
    }
    return new Csv(
      `payouts-${day}.csv`,
      lines(async (last) => {
        const page = { after: last === null ? null : [last], limit: rowsAtOnce }
        const { items, next } = await listPayouts(call, { filters: { day }, page })
        return { items: items.map(payoutView), next }
      }),
    )
  }),
]
