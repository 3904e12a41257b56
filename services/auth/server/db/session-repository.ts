import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { SessionRow, Tables } from './tables.ts'

/** Sessions; a living one is neither revoked nor over. */
export const sessionRepository = (db: Db<Tables>) => {
  const living = (now: number) =>
    db.query.selectFrom('sessions').selectAll().where('revokedAt', 'is', null).where('expiresAt', '>', now)
  return {
    findLiving: (id: string, now: number): Promise<SessionRow | undefined> =>
      living(now).where('id', '=', id).executeTakeFirst(),
    findLivingForUpdate: (id: string, now: number): Promise<SessionRow | undefined> =>
      db.dialect.forUpdate(living(now).where('id', '=', id)).executeTakeFirst(),
    /** A person's living sessions, newest first. */
    listLiving: async (userId: string, now: number, { after, limit }: PageRequest): Promise<PageOf<SessionRow>> => {
      let query = living(now).where('userId', '=', userId)
      if (after) query = query.where(afterKey(['id'], after, 'desc'))
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return pageFrom(rows, limit, ({ id }) => [id])
    },
    /** When the newest token of any of a person's sessions was signed; 0 where there is none. */
    lastSeen: async (userId: string): Promise<number> => {
      const { last } = await db.query
        .selectFrom('sessions')
        .select((of) => of.fn.max('seenAt').as('last'))
        .where('userId', '=', userId)
        .executeTakeFirstOrThrow()
      return Number(last ?? 0)
    },
    insert: (session: SessionRow): Promise<void> => db.insertMany('sessions', [{ ...session }]),
    renew: async (id: string, seenAt: number, expiresAt: number): Promise<void> => {
      await db.query.updateTable('sessions').set({ seenAt, expiresAt }).where('id', '=', id).execute()
    },
    end: async (id: string, revokedAt: number): Promise<void> => {
      await db.query.updateTable('sessions').set({ revokedAt }).where('id', '=', id).execute()
    },
    /** Ends all of a person's sessions but one. */
    endAll: async (userId: string, revokedAt: number, but: string | null): Promise<void> => {
      let query = db.query
        .updateTable('sessions')
        .set({ revokedAt })
        .where('userId', '=', userId)
        .where('revokedAt', 'is', null)
      if (but !== null) query = query.where('id', '!=', but)
      await query.execute()
    },
    /** Ends a person's sessions that a passkey opened, but one; answers how many. */
    endOfPasskey: async (userId: string, passkeyId: string, revokedAt: number, but: string): Promise<number> => {
      const { numUpdatedRows } = await db.query
        .updateTable('sessions')
        .set({ revokedAt })
        .where('userId', '=', userId)
        .where('passkeyId', '=', passkeyId)
        .where('revokedAt', 'is', null)
        .where('id', '!=', but)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
    /** Forgets at most so many sessions that were over before a moment; answers how many. */
    forgetOver: async (before: number, limit: number): Promise<number> => {
      const over = db.query.selectFrom('sessions').select('id').where('expiresAt', '<', before)
      const ids = (await over.orderBy('expiresAt').limit(limit).execute()).map(({ id }) => id)
      if (ids.length > 0) await db.query.deleteFrom('sessions').where('id', 'in', ids).execute()
      return ids.length
    },
  }
}
