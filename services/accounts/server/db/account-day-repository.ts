import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import { netOf, type Sums } from '../domain/posting.ts'
import type { AccountDayRow, Tables } from './tables.ts'

/** What a performer's work came to over some days. */
export interface LoserRow {
  readonly userId: Id
  readonly feesMinor: number
  readonly rewardsMinor: number
  readonly earnedMinor: number
}

/** What each performer's days came to. */
export const accountDayRepository = (db: Db<Tables>) => ({
  find: (userId: Id, day: Day): Promise<AccountDayRow | undefined> =>
    db.query
      .selectFrom('accountDays')
      .selectAll()
      .where('day', '=', day)
      .where('userId', '=', userId)
      .executeTakeFirst(),

  add: (day: Day, sums: ReadonlyMap<Id, Sums>): Promise<void> =>
    db.addMany(
      'accountDays',
      ['day', 'userId'],
      [...sums].map(([userId, own]) => ({ day, userId, ...own })),
    ),

  /** One performer's days, newest first. */
  async page(userId: Id, { after, limit }: PageRequest): Promise<PageOf<AccountDayRow>> {
    let query = db.query.selectFrom('accountDays').selectAll().where('userId', '=', userId)
    if (after) query = query.where('day', '<', String(after[0]))
    const rows = await query
      .orderBy('day', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, (row) => [row.day])
  },

  /** One performer's days between two, both included, oldest first. */
  between: (userId: Id, from: Day, to: Day): Promise<AccountDayRow[]> =>
    db.query
      .selectFrom('accountDays')
      .selectAll()
      .where('userId', '=', userId)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .orderBy('day')
      .execute(),

  /** These performers' rows of one day; ask for a bounded number. */
  onDay: (userIds: readonly Id[], day: Day): Promise<AccountDayRow[]> =>
    db.query.selectFrom('accountDays').selectAll().where('userId', 'in', userIds).where('day', '=', day).execute(),

  /** What performers' balances were before a day: all that the days until then changed. Those without any are left out. */
  async balancesBefore(userIds: readonly Id[], day: Day): Promise<Map<Id, number>> {
    const rows = await db.query
      .selectFrom('accountDays')
      .select(({ fn }) => [
        'userId' as const,
        fn.sum<number | string>('feesMinor').as('feesMinor'),
        fn.sum<number | string>('rewardsMinor').as('rewardsMinor'),
        fn.sum<number | string>('paidOutMinor').as('paidOutMinor'),
        fn.sum<number | string>('otherMinor').as('otherMinor'),
      ])
      .where('userId', 'in', userIds)
      .where('day', '<', day)
      .groupBy('userId')
      .execute()
    return new Map(
      rows.map(({ userId, feesMinor, rewardsMinor, paidOutMinor, otherMinor }) => [
        userId,
        netOf({
          feesMinor: Number(feesMinor),
          rewardsMinor: Number(rewardsMinor),
          paidOutMinor: Number(paidOutMinor),
          otherMinor: Number(otherMinor),
        }),
      ]),
    )
  },

  /** What these days changed the balances of the accounts after `from` up to `to` by. */
  async netOfDays(days: readonly Day[], from: Id, to: Id): Promise<Map<Id, number>> {
    const net = new Map<Id, number>()
    for (const day of days) {
      const rows = await db.query
        .selectFrom('accountDays')
        .selectAll()
        .where('day', '=', day)
        .where('userId', '>', from)
        .where('userId', '<=', to)
        .execute()
      for (const row of rows) net.set(row.userId, (net.get(row.userId) ?? 0) + netOf(row))
    }
    return net
  },

  /** How many performers lost on each of the days between two: their fees of the day outweighed their rewards. */
  async losersBetween(from: Day, to: Day): Promise<Map<Day, number>> {
    const rows = await db.query
      .selectFrom('accountDays')
      .select(({ fn }) => ['day', fn.countAll<number | string>().as('losers')])
      .where('day', '>=', from)
      .where('day', '<=', to)
      .whereRef('rewardsMinor', '<', 'feesMinor')
      .groupBy('day')
      .execute()
    return new Map(rows.map(({ day, losers }) => [day, Number(losers)]))
  },

  /** Performers whose fees outweighed their rewards over the days between two, both included; who lost most first. */
  async losersOf(from: Day, to: Day, { after, limit }: PageRequest): Promise<PageOf<LoserRow>> {
    const sums = db.query
      .selectFrom('accountDays')
      .select((is) => [
        'userId' as const,
        is.fn.sum<number | string>('feesMinor').as('feesMinor'),
        is.fn.sum<number | string>('rewardsMinor').as('rewardsMinor'),
        is.fn.sum<number | string>(is('rewardsMinor', '-', is.ref('feesMinor'))).as('earnedMinor'),
      ])
      .where('day', '>=', from)
      .where('day', '<=', to)
      .groupBy('userId')
    let query = db.query.selectFrom(sums.as('sums')).selectAll().where('earnedMinor', '<', 0)
    if (after) query = query.where(afterKey(['earnedMinor', 'userId'], after, 'asc'))
    const rows = await query
      .orderBy('earnedMinor')
      .orderBy('userId')
      .limit(limit + 1)
      .execute()
    const losers = rows.map(({ userId, feesMinor, rewardsMinor, earnedMinor }) => ({
      userId,
      feesMinor: Number(feesMinor),
      rewardsMinor: Number(rewardsMinor),
      earnedMinor: Number(earnedMinor),
    }))
    return pageFrom(losers, limit, ({ earnedMinor, userId }) => [earnedMinor, userId])
  },
})
