import type { RegisterOutcome } from '@popug/contracts/day-registers.ts'
import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
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
  const within = async (day: Day, outcome: RegisterOutcome, least: number) => {
    const ends = (await hasLater(day)) ? withoutLater(day) : balances()
    const query = db.query.selectFrom(ends.as('ends'))
    // Handed out in an object: a builder is not to be awaited.
    if (outcome === 'debt') return { query: query.where('amountMinor', '<', 0) }
    if (outcome === 'payout') return { query: query.where('amountMinor', '>=', least) }
    return { query: query.where('amountMinor', '>', 0).where('amountMinor', '<', least) }
  }

  return {
    async sum(day: Day, outcome: RegisterOutcome, least: number): Promise<OutcomeSum> {
      const { query } = await within(day, outcome, least)
      const row = await query
        .select(({ fn }) => [
          fn.countAll<number | string>().as('accounts'),
          fn.sum<number | string | null>('amountMinor').as('amountMinor'),
        ])
        .executeTakeFirstOrThrow()
      return { accounts: Number(row.accounts), amountMinor: Number(row.amountMinor ?? 0) }
    },

    /** The largest amount first; of debts, the deepest. */
    async page(
      day: Day,
      outcome: RegisterOutcome,
      least: number,
      { after, limit }: PageRequest,
    ): Promise<PageOf<DayEnd>> {
      const direction = outcome === 'debt' ? 'asc' : 'desc'
      let { query } = await within(day, outcome, least)
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
