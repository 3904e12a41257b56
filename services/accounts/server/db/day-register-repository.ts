import { type RegisterOutcome, registerOutcomes } from '@popug/contracts/day-registers.ts'
import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/** What a day leaves an account: its balance, without what later days have changed of it. */
export interface DayEnd {
  readonly userId: Id
  readonly amountMinor: number
}

/** How many accounts have an outcome, and how much it is in all. */
interface OutcomeSum {
  readonly accounts: number
  readonly amountMinor: number
}

const amount = sql.ref('amountMinor')

/** Whether what a day leaves an account comes to this outcome. */
const isOf = (outcome: RegisterOutcome, least: number) => {
  if (outcome === 'debt') return sql<boolean>`${amount} < 0`
  if (outcome === 'payout') return sql<boolean>`${amount} >= ${least}`
  return sql<boolean>`(${amount} > 0 and ${amount} < ${least})`
}

/** How many accounts come to an outcome, and how much they are in all; null where there are no accounts. */
const sumsOf = (outcome: RegisterOutcome, least: number) => [
  sql<number | string | null>`sum(case when ${isOf(outcome, least)} then 1 else 0 end)`.as(`${outcome}Accounts`),
  sql<number | string | null>`sum(case when ${isOf(outcome, least)} then ${amount} else 0 end)`.as(`${outcome}Minor`),
]

/** What a day leaves its accounts, as its closing will find it: the register of who gets what. */
export const dayRegisterRepository = (db: Db<Tables>) => {
  const hasLater = async (day: Day): Promise<boolean> => {
    const later = await db.query.selectFrom('days').select('day').where('day', '>', day).limit(1).executeTakeFirst()
    return later !== undefined
  }

  const balances = () =>
    db.query.selectFrom('accounts').select(['accounts.userId', 'accounts.balanceMinor as amountMinor'])

  const changedAfter = (day: Day) =>
    db.query
      .selectFrom('accountDays')
      .select((is) => {
        const worked = is('rewardsMinor', '-', is.ref('feesMinor'))
        const net = is(is(worked, '-', is.ref('paidOutMinor')), '+', is.ref('otherMinor'))
        return ['userId' as const, is.fn.sum<number>(net).as('netMinor')]
      })
      .where('day', '>', day)
      .groupBy('userId')

  const withoutLater = (day: Day) =>
    db.query
      .selectFrom('accounts')
      .leftJoin(changedAfter(day).as('later'), 'later.userId', 'accounts.userId')
      .select((is) => [
        'accounts.userId',
        is('accounts.balanceMinor', '-', is.fn.coalesce('later.netMinor', is.lit(0))).as('amountMinor'),
      ])

  // Mostly there are no later days, and then balances alone are read: several times as fast.
  const endsOf = async (day: Day) => {
    const ends = (await hasLater(day)) ? withoutLater(day) : balances()
    // Handed out in an object: a builder is not to be awaited.
    return { query: db.query.selectFrom(ends.as('ends')) }
  }

  return {
    /** All outcomes in one pass: sums of cases, for grouping would sort the accounts first. */
    async sums(day: Day, least: number): Promise<Record<RegisterOutcome, OutcomeSum>> {
      const { query } = await endsOf(day)
      const row = await query
        .select(registerOutcomes.flatMap((outcome) => sumsOf(outcome, least)))
        .executeTakeFirstOrThrow()
      const sum = (outcome: RegisterOutcome): OutcomeSum => ({
        accounts: Number(row[`${outcome}Accounts`]),
        amountMinor: Number(row[`${outcome}Minor`]),
      })
      return { payout: sum('payout'), carried: sum('carried'), debt: sum('debt') }
    },

    /** The largest amount first; of debts, the deepest. */
    async page(
      day: Day,
      outcome: RegisterOutcome,
      least: number,
      { after, limit }: PageRequest,
    ): Promise<PageOf<DayEnd>> {
      const direction = outcome === 'debt' ? 'asc' : 'desc'
      const left = await endsOf(day)
      let query = left.query.where(isOf(outcome, least))
      if (after) query = query.where(afterKey(['amountMinor', 'userId'], after, direction))
      const rows = await query
        .select(['userId', 'amountMinor'])
        .orderBy('amountMinor', direction)
        .orderBy('userId', direction)
        .limit(limit + 1)
        .execute()
      const ends = rows.map(({ userId, amountMinor }) => ({ userId, amountMinor: Number(amountMinor) }))
      return pageFrom(ends, limit, ({ amountMinor, userId }) => [amountMinor, userId])
    },
  }
}
