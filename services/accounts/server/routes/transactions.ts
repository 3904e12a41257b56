import { accountRoutes } from '@popug/contracts/accounts.ts'
import { Csv, mapPage, type PageRequest, pageRequest } from '@popug/service-kit'
import { correctBalance } from '../commands/correct-balance.ts'
import { reverseTransaction } from '../commands/reverse-transaction.ts'
import { getTransaction } from '../queries/get-transaction.ts'
import { listTransactions } from '../queries/list-transactions.ts'
import { type Context, door } from '../world.ts'
import { transactionHeadings, transactionLine, transactionView } from './transaction-view.ts'

type Filter = Parameters<typeof listTransactions>[1]

const rowsAtOnce = 500

/** The whole filtered list, read page after page while it is sent. */
async function* lines(ctx: Context, filter: Filter) {
  yield transactionHeadings
  let page: PageRequest | null = { after: null, limit: rowsAtOnce }
  while (page) {
    const { items, next }: Awaited<ReturnType<typeof listTransactions>> = await listTransactions(ctx, filter, page)
    for (const row of items) yield transactionLine(row, ctx.settings.CURRENCY)
    page = next === null ? null : pageRequest({ after: next, limit: rowsAtOnce }, 1)
  }
}

export const transactionDoors = [
  door(accountRoutes.listTransactions, async (call) => {
    const { after, limit, ...asked } = call.query
    const filter = { ...asked, userId: call.ownRows(asked.userId) }
    if (call.caller.wantsCsv) return new Csv(`transactions${asked.day ? `-${asked.day}` : ''}.csv`, lines(call, filter))
    return mapPage(await listTransactions(call, filter, pageRequest({ after, limit }, 1)), transactionView)
  }),

  door(accountRoutes.getTransaction, async (call) => {
    const row = await getTransaction(call, Number(call.params.id))
    call.mustSee(row.userId)
    return transactionView(row)
  }),

  door(accountRoutes.reverseTransaction, async ({ transaction, params, body: { reason } }) =>
    transactionView(await transaction((ctx) => reverseTransaction(ctx, { number: Number(params.id), reason }))),
  ),

  door(accountRoutes.createCorrection, async ({ transaction, body }) => {
    const row = await transaction((ctx) => correctBalance(ctx, body))
    return transactionView({ ...row, reverses: null, reversedBy: null })
  }),
]
