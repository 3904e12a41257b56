import type { Db } from '@popug/service-kit'
import type { CardRow, Tables } from './tables.ts'

const idsAtOnce = 500

/** Cards, one a person. */
export const cardRepository = (db: Db<Tables>) => ({
  find: (userId: string): Promise<CardRow | undefined> =>
    db.query.selectFrom('cards').selectAll().where('userId', '=', userId).executeTakeFirst(),

  /** The cards of those of these people who have one, by person. */
  async findMany(userIds: readonly string[]): Promise<Map<string, CardRow>> {
    const wanted = [...new Set(userIds)]
    const found = new Map<string, CardRow>()
    for (let from = 0; from < wanted.length; from += idsAtOnce) {
      const rows = await db.query
        .selectFrom('cards')
        .selectAll()
        .where('userId', 'in', wanted.slice(from, from + idsAtOnce))
        .execute()
      for (const row of rows) found.set(row.userId, row)
    }
    return found
  },

  /** Those of these people who have one; ask for a bounded number. */
  async holdersOf(userIds: readonly string[]): Promise<Set<string>> {
    const rows = await db.query.selectFrom('cards').select('userId').where('userId', 'in', userIds).execute()
    return new Set(rows.map(({ userId }) => userId))
  },

  put: (card: CardRow): Promise<void> => db.upsertMany('cards', ['userId'], [{ ...card }]),

  /** Whether the card was written: false where the person has one already. */
  insert: async (card: CardRow): Promise<boolean> => (await db.insertMissing('cards', [{ ...card }])) === 1,

  async delete(userId: string): Promise<void> {
    await db.query.deleteFrom('cards').where('userId', '=', userId).execute()
  },
})
