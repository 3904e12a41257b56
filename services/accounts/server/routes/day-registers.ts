import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { RegisterOutcome } from '@popug/contracts/day-registers.ts'
import type { Day } from '@popug/contracts/days.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import { Csv, mapPage, pageRequest } from '@popug/service-kit'
import { getDayRegister } from '../queries/get-day-register.ts'
import { listLosers } from '../queries/list-losers.ts'
import { listRegisterLines } from '../queries/list-register-lines.ts'
import { type Context, door } from '../world.ts'
import { everyPage } from './every-page.ts'

async function* lines(ctx: Context, day: Day, outcome: RegisterOutcome) {
  yield ['day', 'user_id', 'outcome', 'amount', 'currency']
  const { CURRENCY: currency } = ctx.settings
  for await (const { userId, amountMinor } of everyPage((page) => listRegisterLines(ctx, { day, outcome, page })))
    yield [day, userId, outcome, minorToDecimal(amountMinor, currency), currency]
}

export const dayRegisterDoors = [
  door(accountRoutes.getDayRegister, (call) => getDayRegister(call, call.params.day)),

  door(accountRoutes.listRegisterLines, async (call) => {
    const { day } = call.params
    const { outcome } = call.query
    if (call.caller.wantsCsv) return new Csv(`register-${day}-${outcome}.csv`, lines(call, day, outcome))
    const page = await listRegisterLines(call, { day, outcome, page: pageRequest(call.query, 2) })
    return mapPage(page, (line) => ({ ...line, outcome }))
  }),

  door(accountRoutes.listLosers, (call) => {
    const { from, to } = call.query
    return listLosers(call, { from, to, page: pageRequest(call.query, 2) })
  }),
]
