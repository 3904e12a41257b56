import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

const idsAtOnce = 500

/** What performers earned by day. */
export const performerRepository = (db: Db<Tables>) => ({
  /** What these performers have earned on a day so far; those who are not there have nothing yet. */
  earnedForUpdate: async (day: string, userIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const earned = new Map<string, number>()
    for (let from = 0; from < userIds.length; from += idsAtOnce) {
      const rows = await db.dialect
        .forUpdate(
          db.query
            .selectFrom('dayPerformers')
            .select(['userId', 'earnedMinor'])
            .where('day', '=', day)
            .where('userId', 'in', userIds.slice(from, from + idsAtOnce)),
        )
        .execute()
      for (const row of rows) earned.set(row.userId, row.earnedMinor)
    }
    return earned
  },

  save: (rows: readonly Tables['dayPerformers'][]) =>
    db.upsertMany(
      'dayPerformers',
      ['day', 'userId'],
      rows.map((row) => ({ ...row })),
    ),

  clear: async (): Promise<void> => {
    await db.query.deleteFrom('dayPerformers').execute()
  },
})
