import type { Fact } from '@popug/contracts/operations.ts'
import { type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** What Billing knows that its neighbours know too. */
export const factRepository = (db: Db<Tables>) => ({
  /** Payouts that were heard of, or those of them that went back. */
  payouts: async (which: 'heard' | 'returned', { after, limit }: PageRequest): Promise<PageOf<Fact>> => {
    let query = db.query.selectFrom('payouts').select(['id', 'userId', 'day', 'amountMinor'])
    if (which === 'returned') query = query.where('status', '=', 'returned')
    if (after) query = query.where('id', '>', String(after[0]))
    const rows = await query
      .orderBy('id')
      .limit(limit + 1)
      .execute()
    const { items, next } = pageFrom(rows, limit, ({ id }) => [id])
    return {
      items: items.map(({ id, userId, day, amountMinor }) => ({ id, value: `${userId} ${day} ${amountMinor}` })),
      next,
    }
  },
})
