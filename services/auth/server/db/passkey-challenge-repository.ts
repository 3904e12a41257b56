import type { Db } from '@popug/service-kit'
import type { PasskeyChallengeRow, Tables } from './tables.ts'

/** Challenges that wait for an answer, by their digests. */
export const passkeyChallengeRepository = (db: Db<Tables>) => {
  const count = async (now: number, subject?: string): Promise<number> => {
    let living = db.query
      .selectFrom('passkeyChallenges')
      .select((of) => of.fn.countAll().as('count'))
      .where('expiresAt', '>', now)
    if (subject !== undefined) living = living.where('subject', '=', subject)
    return Number((await living.executeTakeFirstOrThrow()).count)
  }
  return {
    /** How many live, of everybody. */
    countAll: (now: number): Promise<number> => count(now),
    /** How many live, of one subject. */
    countOf: (subject: string, now: number): Promise<number> => count(now, subject),
    insert: (row: PasskeyChallengeRow): Promise<void> => db.insertMany('passkeyChallenges', [{ ...row }]),
    /** Takes a challenge away, so that nothing else answers it; undefined where there is none, or it is over. */
    take: async (digest: string, now: number): Promise<PasskeyChallengeRow | undefined> => {
      const found = db.query.selectFrom('passkeyChallenges').selectAll().where('digest', '=', digest)
      const row = await db.dialect.forUpdate(found).executeTakeFirst()
      if (row) await db.query.deleteFrom('passkeyChallenges').where('digest', '=', digest).execute()
      return row && row.expiresAt > now ? row : undefined
    },
    removeAll: async (subject: string): Promise<void> => {
      await db.query.deleteFrom('passkeyChallenges').where('subject', '=', subject).execute()
    },
    /** Forgets at most so many that were over before a moment; answers how many. */
    forgetOver: async (before: number, limit: number): Promise<number> => {
      const over = db.query.selectFrom('passkeyChallenges').select('digest').where('expiresAt', '<', before)
      const digests = (await over.orderBy('expiresAt').limit(limit).execute()).map(({ digest }) => digest)
      if (digests.length > 0) await db.query.deleteFrom('passkeyChallenges').where('digest', 'in', digests).execute()
      return digests.length
    },
  }
}
