import { accountRoutes, type Transaction } from '@popug/contracts/accounts.ts'
import { moment } from '@popug/contracts/days.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import { Csv, mapPage, type PageRequest, pageRequest } from '@popug/service-kit'
import { correctBalance } from '../commands/correct-balance.ts'
import { listTransactions } from '../queries/list-transactions.ts'
import { type Context, door } from '../world.ts'

type Row = Awaited<ReturnType<typeof listTransactions>>['items'][number]
type Filter = Parameters<typeof listTransactions>[1]

const view = (row: Row): Transaction => ({
  id: String(row.number),
  at: moment(row.at),
  day: row.day,
  userId: row.userId,
  taskId: row.taskId,
  payoutId: row.payoutId,
  kind: row.kind,
  amountMinor: row.amountMinor,
  balanceMinor: row.balanceMinor,
  reason: row.reason,
})

const rowsAtOnce = 500
const headings = [
  'id',
  'at',
  'day',
  'user_id',
  'task_id',
  'payout_id',
  'kind',
  'amount',
  'balance',
  'currency',
  'reason',
]

/** The whole filtered list, read page after page while it is sent. */
async function* lines(ctx: Context, filter: Filter) {
  yield headings
  const { CURRENCY } = ctx.settings
  let page: PageRequest | null = { after: null, limit: rowsAtOnce }
  while (page) {
    const { items, next }: Awaited<ReturnType<typeof listTransactions>> = await listTransactions(ctx, filter, page)
    for (const row of items) {
      const { id, at, day, userId, taskId, payoutId, kind, amountMinor, balanceMinor, reason } = view(row)
      const amounts = [minorToDecimal(amountMinor, CURRENCY), minorToDecimal(balanceMinor, CURRENCY), CURRENCY]
      yield [id, at, day, userId, taskId, payoutId, kind, ...amounts, reason]
    }
    page = next === null ? null : pageRequest({ after: next, limit: rowsAtOnce }, 1)
  }
}

export const transactionDoors = [
  door(accountRoutes.listTransactions, async (call) => {
    const { after, limit, ...asked } = call.query
    const filter = { ...asked, userId: call.ownRows(asked.userId) }
    if (call.caller.wantsCsv) return new Csv(`transactions${asked.day ? `-${asked.day}` : ''}.csv`, lines(call, filter))
    return mapPage(await listTransactions(call, filter, pageRequest({ after, limit }, 1)), view)
  }),

  door(accountRoutes.createCorrection, async ({ transaction, body }) =>
    view(await transaction((ctx) => correctBalance(ctx, body))),
  ),
]
