import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom, type Row } from '@popug/service-kit'
import { inChunks } from './in-chunks.ts'
import type { PayoutRow, Tables } from './tables.ts'

/** Payouts that closings issued, each with its rows in the ledger. */
export const payoutRepository = (db: Db<Tables>) => ({
  add: (payouts: readonly PayoutRow[]): Promise<void> =>
    db.insertMany('payouts', payouts as readonly (PayoutRow & Row)[]),

  find: (id: Id): Promise<PayoutRow | undefined> =>
    db.query.selectFrom('payouts').selectAll().where('id', '=', id).executeTakeFirst(),

  async lockMany(ids: readonly Id[]): Promise<Map<Id, PayoutRow>> {
    const rows = await inChunks(ids, (some) =>
      db.dialect.forUpdate(db.query.selectFrom('payouts').selectAll().where('id', 'in', some)).execute(),
    )
    return new Map(rows.map((row) => [row.id, row]))
  },

  /** Remembers which row of the ledger gave each payout back. */
  saveReturns: (returns: readonly { id: Id; returnNumber: number }[]): Promise<void> =>
    db.updateMany('payouts', ['id'], returns),

  /** The day's payouts that were given back: how many, and how much. */
  async returnedOf(day: Day): Promise<{ payouts: number; amountMinor: number }> {
    const row = await db.query
      .selectFrom('payouts')
      .select(({ fn }) => [
        fn.countAll<number | string>().as('payouts'),
        fn.sum<number | string | null>('amountMinor').as('amountMinor'),
      ])
      .where('day', '=', day)
      .where('returnNumber', 'is not', null)
      .executeTakeFirstOrThrow()
    return { payouts: Number(row.payouts), amountMinor: Number(row.amountMinor ?? 0) }
  },

  /** Payouts newest first. */
  async page(
    { userId, day }: { userId?: Id | undefined; day?: Day | undefined },
    { after, limit }: PageRequest,
  ): Promise<PageOf<PayoutRow>> {
    let query = db.query.selectFrom('payouts').selectAll()
    if (userId !== undefined) query = query.where('userId', '=', userId)
    if (day !== undefined) query = query.where('day', '=', day)
    if (after) query = query.where(afterKey(['day', 'id'], after, 'desc'))
    const rows = await query
      .orderBy('day', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, (row) => [row.day, row.id])
  },
})
