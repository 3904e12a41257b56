import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { ApiTokenRow, Tables } from './tables.ts'

/** API tokens, by their digests. */
export const apiTokenRepository = (db: Db<Tables>) => {
  const tokens = () => db.query.selectFrom('apiTokens').selectAll()
  return {
    findByDigest: (digest: string): Promise<ApiTokenRow | undefined> =>
      tokens().where('digest', '=', digest).executeTakeFirst(),
    findForUpdate: (id: string): Promise<ApiTokenRow | undefined> =>
      db.dialect.forUpdate(tokens().where('id', '=', id)).executeTakeFirst(),
    /** A person's tokens, those that have ended too, newest first. */
    list: async (userId: string, { after, limit }: PageRequest): Promise<PageOf<ApiTokenRow>> => {
      let query = tokens().where('userId', '=', userId)
      if (after) query = query.where(afterKey(['id'], after, 'desc'))
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return pageFrom(rows, limit, ({ id }) => [id])
    },
    countLiving: async (userId: string, now: number): Promise<number> => {
      const { living } = await db.query
        .selectFrom('apiTokens')
        .select((of) => of.fn.countAll().as('living'))
        .where('userId', '=', userId)
        .where('expiresAt', '>', now)
        .executeTakeFirstOrThrow()
      return Number(living)
    },
    /** When a session token was last signed for any of a person's API tokens; 0 where none was. */
    lastUsed: async (userId: string): Promise<number> => {
      const { last } = await db.query
        .selectFrom('apiTokens')
        .select((of) => of.fn.max('usedAt').as('last'))
        .where('userId', '=', userId)
        .executeTakeFirstOrThrow()
      return Number(last ?? 0)
    },
    insert: (token: ApiTokenRow): Promise<void> => db.insertMany('apiTokens', [{ ...token }]),
    use: async (id: string, usedAt: number): Promise<void> => {
      await db.query.updateTable('apiTokens').set({ usedAt }).where('id', '=', id).execute()
    },
    remove: async (id: string): Promise<void> => {
      await db.query.deleteFrom('apiTokens').where('id', '=', id).execute()
    },
    removeAll: async (userId: string): Promise<void> => {
      await db.query.deleteFrom('apiTokens').where('userId', '=', userId).execute()
    },
    /** Forgets at most so many that ended before a moment; answers how many. */
    forgetEnded: async (before: number, limit: number): Promise<number> => {
      const ended = db.query.selectFrom('apiTokens').select('id').where('expiresAt', '<', before)
      const ids = (await ended.orderBy('expiresAt').limit(limit).execute()).map(({ id }) => id)
      if (ids.length > 0) await db.query.deleteFrom('apiTokens').where('id', 'in', ids).execute()
      return ids.length
    },
  }
}
