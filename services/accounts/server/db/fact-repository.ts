import type { Fact } from '@popug/contracts/operations.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/** What the ledger knows that its neighbours know too. */
export const factRepository = (db: Db<Tables>) => {
  const byDay = async (
    rows: Promise<readonly { day: string; figure: number | string }[]>,
    limit: number,
  ): Promise<PageOf<Fact>> => {
    const { items, next } = pageFrom(await rows, limit, ({ day }) => [day])
    return { items: items.map(({ day, figure }) => ({ id: day, value: String(Number(figure)) })), next }
  }

  return {
    /** Whom each task's rows of a kind were posted to, in the order of the index of tasks. */
    ofTasks: async (kind: 'fee' | 'reward', { after, limit }: PageRequest): Promise<PageOf<Fact>> => {
      let query = db.query
        .selectFrom('transactions')
        .select(['taskId', 'number', 'userId'])
        .where('kind', '=', kind)
        .where('taskId', '>=', String(after?.[0] ?? ''))
      if (after) query = query.where(afterKey(['taskId', 'number'], after, 'asc'))
      const rows = await query
        .orderBy('taskId')
        .orderBy('kind')
        .orderBy('number')
        .limit(limit + 1)
        .execute()
      const { items, next } = pageFrom(rows, limit, ({ taskId, number }) => [taskId ?? '', number])
      return { items: items.map(({ taskId, userId }) => ({ id: taskId ?? '', value: userId })), next }
    },

    /** Payouts that were issued, or those of them that came back. */
    payouts: async (which: 'issued' | 'returned', { after, limit }: PageRequest): Promise<PageOf<Fact>> => {
      let query = db.query.selectFrom('payouts').select(['id', 'userId', 'day', 'amountMinor'])
      if (which === 'returned') query = query.where('returnNumber', 'is not', null)
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

    /** What the company earned on each day, those without profit or loss left out. */
    profits: ({ after, limit }: PageRequest): Promise<PageOf<Fact>> =>
      byDay(
        db.query
          .selectFrom('days')
          .select(['day', sql<number>`fees_minor - rewards_minor`.as('figure')])
          .whereRef('feesMinor', '<>', 'rewardsMinor')
          .where('day', '>', String(after?.[0] ?? ''))
          .orderBy('day')
          .limit(limit + 1)
          .execute(),
        limit,
      ),

    /** How many performers lost on each day, those without left out. */
    losers: ({ after, limit }: PageRequest): Promise<PageOf<Fact>> =>
      byDay(
        db.query
          .selectFrom('accountDays')
          .select(({ fn }) => ['day' as const, fn.countAll<number | string>().as('figure')])
          .whereRef('rewardsMinor', '<', 'feesMinor')
          .where('day', '>', String(after?.[0] ?? ''))
          .groupBy('day')
          .orderBy('day')
          .limit(limit + 1)
          .execute(),
        limit,
      ),
  }
}
