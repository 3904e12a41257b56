import { accountRoutes } from '@popug/contracts/accounts.ts'
import { moment } from '@popug/contracts/days.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import type { Statement } from '@popug/contracts/statements.ts'
import { Csv } from '@popug/service-kit'
import { getBalanceAt } from '../queries/get-balance-at.ts'
import { getStatement } from '../queries/get-statement.ts'
import { listDayStatements } from '../queries/list-day-statements.ts'
import { door } from '../world.ts'
import { askedIds } from './asked-ids.ts'

const headings = ['day', 'fees', 'rewards', 'paid_out', 'other', 'balance', 'currency']

/** The first line is the day before with what it left; a line for each day follows, and the last balance is the closing one. */
async function* lines({ currency, from, openingMinor, days }: Statement) {
  const amount = (minor: number): string => minorToDecimal(minor, currency)
  yield headings
  yield [`before ${from}`, '', '', '', '', amount(openingMinor), currency]
  for (const { day, feesMinor, rewardsMinor, paidOutMinor, otherMinor, balanceMinor } of days) {
    const amounts = [-feesMinor, rewardsMinor, -paidOutMinor, otherMinor, balanceMinor].map(amount)
    yield [day, ...amounts, currency]
  }
}

export const statementDoors = [
  door(accountRoutes.getStatement, async (call) => {
    const { userId } = call.params
    call.mustSee(userId)
    const { from, to } = call.query
    const { CURRENCY: currency } = call.settings
    const statement = { userId, from, to, currency, ...(await getStatement(call, { userId, from, to })) }
    return call.caller.wantsCsv ? new Csv(`statement-${from}-${to}.csv`, lines(statement)) : statement
  }),

  door(accountRoutes.listDayStatements, async (call) => {
    const userIds = askedIds(call.query.userIds, '/query/userIds')
    return { items: await listDayStatements(call, { day: call.params.day, userIds }), next: null }
  }),

  door(accountRoutes.getBalanceAt, async (call) => {
    const { userId } = call.params
    call.mustSee(userId)
    const at = Date.parse(call.query.at)
    const balanceMinor = await getBalanceAt(call, { userId, at })
    return { userId, balanceMinor, currency: call.settings.CURRENCY, at: moment(at) }
  }),
]
