import { transactionPosted } from '@popug/contracts/events.ts'
import { addPeriodMoney } from '../projections/period-money.ts'
import { keepRankedTasks } from '../projections/ranked-tasks.ts'
import { keepTopTasks } from '../projections/top-tasks.ts'
import { subscription } from '../world.ts'

/** Rows were added to the ledger: money, losers and top tasks of their days change. */
export const onTransactionPosted = subscription('ledger', [transactionPosted], async (ctx, events) => {
  const rows = events.map(({ position, data }) => ({ ...data, position }))
  await addPeriodMoney(ctx, rows)
  await keepTopTasks(ctx, rows)
  await keepRankedTasks(ctx, rows)
})
