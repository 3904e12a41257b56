import { accountRoutes } from '@popug/contracts/accounts.ts'
import { moment } from '@popug/contracts/days.ts'
import { listRules } from '../queries/list-rules.ts'
import { door } from '../world.ts'

export const ruleDoors = [
  door(accountRoutes.listRules, async (call) => {
    const rules = await listRules(call)
    const items = rules.map(({ from, ...rule }) => ({ ...rule, from: moment(from) }))
    return { currency: call.settings.CURRENCY, items, next: null }
  }),
]
