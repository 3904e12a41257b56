import { addDays, isDay } from '@popug/contracts/days.ts'
import { longestRegister, mostRegisterLines } from '@popug/contracts/reconciliations.ts'
import { invalid, refusalFor } from '@popug/contracts/refusals.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { startOfDay, startOfNextDay } from '../domain/next-day.ts'
import type { Payout } from '../domain/payout.ts'
import { type Compared, compare, missing } from '../domain/reconcile.ts'
import { readRegister } from '../domain/register-lines.ts'
import type { Query } from '../world.ts'

interface Asked {
  readonly csv: string
  readonly from: string
  readonly to: string
}

const atOnce = 500

const checkPeriod = ({ from, to }: Asked): void => {
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (!isDay(day)) throw invalid(`/query/${name}`, 'no_day', 'is no day of the calendar')
  }
  if (to < from) throw invalid('/query/to', 'range_turned', 'is before `from`')
  if (addDays(from, longestRegister) <= to)
    throw invalid('/query/to', 'range_too_long', `is more than ${longestRegister} days after`, {
      limit: longestRegister,
    })
}

/**
 * Compares the bank's register with the payouts that were paid here from one day to another, both included: first its
 * lines in their order, then what is missing from it. Outside of transactions, for it reads much. Refuses a file that
 * cannot be read (`invalid`), and `too_large` for too many lines, or too many payouts that it does not name.
 */
export const compareRegister: Query<Asked, { lines: number; compared: Compared[] }> = async (ctx, asked) => {
  checkPeriod(asked)
  const { CURRENCY, BUSINESS_TIME_ZONE } = ctx.settings
  const lines = readRegister(asked.csv, CURRENCY)
  const payouts = payoutRepository(ctx.db)
  const named = lines.flatMap((line) => (line.fault === null ? [line.payoutId] : []))
  const known = await payouts.findMany(named)
  const compared = lines.map((line) =>
    compare(line, line.fault === null ? known.get(line.payoutId) : undefined, CURRENCY),
  )

  const inRegister = new Set(named)
  const until = startOfNextDay(startOfDay(asked.to, BUSINESS_TIME_ZONE), BUSINESS_TIME_ZONE)
  const start = startOfDay(asked.from, BUSINESS_TIME_ZONE)
  let [last, left]: [Payout | null, number] = [null, mostRegisterLines]
  for (;;) {
    const paid: Payout[] = await payouts.paidBetween(start, until, last, atOnce)
    const lacking = paid.filter(({ id }) => !inRegister.has(id))
    left -= lacking.length
    if (left < 0) {
      const said = `more than ${mostRegisterLines} payouts of these days are not in the file`
      throw refusalFor('too_large', '/body', 'too_many_unmatched', said, { limit: mostRegisterLines })
    }
    compared.push(...lacking.map(missing))
    last = paid.at(-1) ?? null
    if (paid.length < atOnce) return { lines: lines.length, compared }
  }
}
