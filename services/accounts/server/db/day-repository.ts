import type { Day } from '@popug/contracts/days.ts'
import { type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { DayRow, Tables } from './tables.ts'

/** What a posting adds to its day. */
type DaySums = Pick<DayRow, 'feesMinor' | 'rewardsMinor' | 'payouts' | 'paidOutMinor'>

/** The company by days. */
export const dayRepository = (db: Db<Tables>) => ({
  find: (day: Day): Promise<DayRow | undefined> =>
    db.query.selectFrom('days').selectAll().where('day', '=', day).executeTakeFirst(),

  /** Adds what rows from this number on came to. Only for the ledger's one writer: a day that nobody has seen is inserted. */
  async add(day: Day, { feesMinor, rewardsMinor, payouts, paidOutMinor }: DaySums, firstNumber: number): Promise<void> {
    const { numUpdatedRows } = await db.query
      .updateTable('days')
      .set(({ eb, fn }) => ({
        feesMinor: eb('feesMinor', '+', feesMinor),
        rewardsMinor: eb('rewardsMinor', '+', rewardsMinor),
        payouts: eb('payouts', '+', payouts),
        paidOutMinor: eb('paidOutMinor', '+', paidOutMinor),
        firstNumber: fn.coalesce('firstNumber', eb.lit(firstNumber)),
      }))
      .where('day', '=', day)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) return
    await db.insertMany('days', [{ day, feesMinor, rewardsMinor, payouts, paidOutMinor, firstNumber }])
  },

  /** The numbers between which the rows of these days stand, the last one null while they may get more; null without rows. */
  async numbersOf(from: Day | undefined, to: Day | undefined): Promise<{ first: number; last: number | null } | null> {
    let query = db.query.selectFrom('days').where('firstNumber', 'is not', null)
    if (from !== undefined) query = query.where('day', '>=', from)
    if (to !== undefined) query = query.where('day', '<=', to)
    const { first, last, days, ended } = await query
      .select(({ fn }) => [
        fn.min<number | string | null>('firstNumber').as('first'),
        fn.max<number | string | null>('lastNumber').as('last'),
        fn.countAll<number | string>().as('days'),
        fn.count<number | string>('lastNumber').as('ended'),
      ])
      .executeTakeFirstOrThrow()
    if (first === null) return null
    return { first: Number(first), last: Number(days) === Number(ended) ? Number(last) : null }
  },

  /** The days with postings after this one, earliest first. */
  async after(day: Day): Promise<Day[]> {
    const rows = await db.query.selectFrom('days').select('day').where('day', '>', day).orderBy('day').execute()
    return rows.map((row) => row.day)
  },

  async firstOpen(): Promise<Day | null> {
    const row = await db.query
      .selectFrom('days')
      .select('day')
      .where('status', '=', 'open')
      .orderBy('day')
      .limit(1)
      .executeTakeFirst()
    return row?.day ?? null
  },

  /** Marks a day, and with it the earlier ones that nobody closed, as closing. */
  async beginClosing(day: Day, payoutMinMinor: number): Promise<void> {
    const nothing = { feesMinor: 0, rewardsMinor: 0, payouts: 0, paidOutMinor: 0 }
    await db.insertMissing('days', [{ day, ...nothing }])
    await db.query
      .updateTable('days')
      .set({ status: 'closing', payoutMinMinor })
      .where('status', '=', 'open')
      .where('day', '<=', day)
      .execute()
  },

  /** Adds to what a closing has left to its owners. */
  async addCarried(day: Day, carried: number, carriedMinor: number): Promise<void> {
    await db.query
      .updateTable('days')
      .set((is) => ({
        carried: is('carried', '+', carried),
        carriedMinor: is('carriedMinor', '+', carriedMinor),
      }))
      .where('day', '=', day)
      .execute()
  },

  async closing(): Promise<Day[]> {
    const rows = await db.query
      .selectFrom('days')
      .select('day')
      .where('status', '=', 'closing')
      .orderBy('day')
      .execute()
    return rows.map((row) => row.day)
  },

  endClosing: (
    days: readonly { day: Day; losers: number }[],
    { lastNumber, closedAt, closedBy }: { lastNumber: number; closedAt: number; closedBy: string | null },
  ): Promise<void> =>
    db.updateMany(
      'days',
      ['day'],
      days.map(({ day, losers }) => ({ day, losers, status: 'closed', lastNumber, closedAt, closedBy })),
    ),

  /** Days within a range, newest first. */
  async page(
    { from, to }: { from?: Day | undefined; to?: Day | undefined },
    { after, limit }: PageRequest,
  ): Promise<PageOf<DayRow>> {
    let query = db.query.selectFrom('days').selectAll()
    if (from !== undefined) query = query.where('day', '>=', from)
    if (to !== undefined) query = query.where('day', '<=', to)
    if (after) query = query.where('day', '<', String(after[0]))
    const rows = await query
      .orderBy('day', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, (row) => [row.day])
  },
})
