import { accountRoutes } from '@popug/contracts/accounts.ts'
import { moment } from '@popug/contracts/days.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import { Csv, mapPage, pageRequest } from '@popug/service-kit'
import { listBalances } from '../queries/list-balances.ts'
import { type Context, door } from '../world.ts'
import { everyPage } from './every-page.ts'

async function* lines(ctx: Context, at: number) {
  yield ['user_id', 'at', 'balance', 'currency']
  const { CURRENCY: currency } = ctx.settings
  for await (const { userId, balanceMinor } of everyPage((page) => listBalances(ctx, { at, page })))
    yield [userId, moment(at), minorToDecimal(balanceMinor, currency), currency]
}

export const balanceDoors = [
  door(accountRoutes.listBalances, async (call) => {
    const at = call.query.at === undefined ? call.now : Date.parse(call.query.at)
    if (call.caller.wantsCsv) return new Csv('balances.csv', lines(call, at))
    const balances = await listBalances(call, { at, page: pageRequest(call.query, 1) })
    return mapPage(balances, (balance) => ({ ...balance, currency: call.settings.CURRENCY }))
  }),
]
