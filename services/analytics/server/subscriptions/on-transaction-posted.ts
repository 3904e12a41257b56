import { transactionPosted } from '@popug/contracts/events.ts'
import { addLedgerSums } from '../projections/day-statistics.ts'
import { keepTopTasks } from '../projections/top-tasks.ts'
import { subscription } from '../world.ts'

/** Rows were added to the ledger: profit, losers and top tasks of their days change. */
export const onTransactionPosted = subscription('ledger', [transactionPosted], async (ctx, events) => {
  const rows = events.map(({ position, data }) => ({ ...data, position }))
  await addLedgerSums(ctx, rows)
  await keepTopTasks(ctx, rows)
})
