import { accountRoutes } from '@popug/contracts/accounts.ts'
import { Csv, mapPage, pageRequest } from '@popug/service-kit'
import { correctBalance } from '../commands/correct-balance.ts'
import { reverseTransaction } from '../commands/reverse-transaction.ts'
import { getTransaction } from '../queries/get-transaction.ts'
import { listTransactions } from '../queries/list-transactions.ts'
import { type Context, door } from '../world.ts'
import { everyPage } from './every-page.ts'
import { transactionHeadings, transactionLine, transactionView } from './transaction-view.ts'

type Filter = Parameters<typeof listTransactions>[1]

async function* lines(ctx: Context, filter: Filter) {
  yield transactionHeadings
  for await (const row of everyPage((page) => listTransactions(ctx, filter, page)))
    yield transactionLine(row, ctx.settings.CURRENCY)
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
