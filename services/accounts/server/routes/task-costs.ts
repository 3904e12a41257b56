import { accountRoutes } from '@popug/contracts/accounts.ts'
import { listTaskCosts, sumTaskFees } from '../queries/list-task-costs.ts'
import { door } from '../world.ts'
import { askedIds } from './asked-ids.ts'

export const taskCostDoors = [
  door(accountRoutes.listTaskCosts, async (call) => {
    const ids = askedIds(call.query.ids, '/query/ids')
    return { items: await listTaskCosts(call, ids), next: null }
  }),
  door(accountRoutes.sumTaskFees, async (call) => ({ feesMinor: await sumTaskFees(call, call.body.ids) })),
]
