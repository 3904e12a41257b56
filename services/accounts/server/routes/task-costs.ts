import { accountRoutes } from '@popug/contracts/accounts.ts'
import { Id, splitIds } from '@popug/contracts/ids.ts'
import { invalid } from '@popug/contracts/refusals.ts'
import { Value } from 'typebox/value'
import { listTaskCosts } from '../queries/list-task-costs.ts'
import { door } from '../world.ts'

export const taskCostDoors = [
  door(accountRoutes.listTaskCosts, async (call) => {
    const ids = splitIds(call.query.ids)
    if (!ids.every((id) => Value.Check(Id, id))) throw invalid('/query/ids', 'has something that is no id')
    return { items: await listTaskCosts(call, ids), next: null }
  }),
]
