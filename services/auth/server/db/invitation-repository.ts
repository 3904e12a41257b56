import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

type InvitationRow = Readonly<Tables['invitations']>

/** Invitations, one a person at most, by their digests. */
export const invitationRepository = (db: Db<Tables>) => {
  const ofDigest = (digest: string) => db.query.selectFrom('invitations').selectAll().where('digest', '=', digest)
  return {
    findByDigest: (digest: string): Promise<InvitationRow | undefined> => ofDigest(digest).executeTakeFirst(),
    findForUpdate: (digest: string): Promise<InvitationRow | undefined> =>
      db.dialect.forUpdate(ofDigest(digest)).executeTakeFirst(),
    /** Keeps invitations in the place of those that their people had. */
    replace: (rows: readonly InvitationRow[]): Promise<void> =>
      db.upsertMany(
        'invitations',
        ['userId'],
        rows.map((row) => ({ ...row })),
      ),
    remove: async (userId: string): Promise<void> => {
      await db.query.deleteFrom('invitations').where('userId', '=', userId).execute()
    },
    /** Forgets at most so many that were over before a moment; answers how many. */
    forgetOver: async (before: number, limit: number): Promise<number> => {
      const over = db.query.selectFrom('invitations').select('userId').where('expiresAt', '<', before)
      const ids = (await over.orderBy('expiresAt').limit(limit).execute()).map(({ userId }) => userId)
      if (ids.length > 0) await db.query.deleteFrom('invitations').where('userId', 'in', ids).execute()
      return ids.length
    },
  }
}
