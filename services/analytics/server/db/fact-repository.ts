import type { Fact } from '@popug/contracts/operations.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** Everything that Analytics has made of what it heard. */
export const factRepository = (db: Db<Tables>) => ({
  days: async ({ after, limit }: PageRequest): Promise<PageOf<Tables['dayStatistics']>> => {
    const rows = await db.query
      .selectFrom('dayStatistics')
      .selectAll()
      .where('day', '>', String(after?.[0] ?? ''))
      .orderBy('day')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, ({ day }) => [day])
  },

  performerDays: async ({ after, limit }: PageRequest): Promise<PageOf<Fact>> => {
    let query = db.query.selectFrom('dayPerformers').selectAll()
    if (after) query = query.where('day', '>=', String(after[0])).where(afterKey(['day', 'userId'], after, 'asc'))
    const rows = await query
      .orderBy('day')
      .orderBy('userId')
      .limit(limit + 1)
      .execute()
    const { items, next } = pageFrom(rows, limit, ({ day, userId }) => [day, userId])
    return {
      items: items.map(({ day, userId, earnedMinor }) => ({ id: `${day} ${userId}`, value: String(earnedMinor) })),
      next,
    }
  },

  topTasks: async ({ after, limit }: PageRequest): Promise<PageOf<Fact>> => {
    let query = db.query.selectFrom('topTasks').selectAll()
    if (after) query = query.where(afterKey(['period', 'start'], after, 'asc'))
    const rows = await query
      .orderBy('period')
      .orderBy('start')
      .limit(limit + 1)
      .execute()
    const { items, next } = pageFrom(rows, limit, ({ period, start }) => [period, start])
    return {
      items: items.map(({ period, start, taskId, rewardMinor, position }) => ({
        id: `${period} ${start}`,
        value: `${taskId} ${rewardMinor} ${position}`,
      })),
      next,
    }
  },
})
