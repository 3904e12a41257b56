import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** Wrong guesses of passwords by subject: whom they were for, and where they came from. */
export const guessRepository = (db: Db<Tables>) => {
  const getForUpdate = async (subject: string): Promise<number[]> => {
    const query = db.query.selectFrom('guesses').select('moments').where('subject', '=', subject)
    const row = await db.dialect.forUpdate(query).executeTakeFirst()
    return row ? (JSON.parse(row.moments) as number[]) : []
  }
  return {
    /** The moments of a subject's guesses, oldest first, locked against others who guess if there are any. */
    getForUpdate,
    /** The same, where a first guess is to be counted: its row is made, for what is not there cannot be locked. */
    openForUpdate: async (subject: string, now: number): Promise<number[]> => {
      await db.insertMissing('guesses', [{ subject, moments: '[]', lastAt: now }])
      return getForUpdate(subject)
    },
    save: async (subject: string, moments: readonly number[]): Promise<void> => {
      const lastAt = moments.at(-1)
      if (lastAt === undefined) await db.query.deleteFrom('guesses').where('subject', '=', subject).execute()
      else await db.upsertMany('guesses', ['subject'], [{ subject, moments: JSON.stringify(moments), lastAt }])
    },
    /** Forgets at most so many subjects whose last guess was before a moment; answers how many. */
    forgetOld: async (before: number, limit: number): Promise<number> => {
      const old = db.query.selectFrom('guesses').select('subject').where('lastAt', '<', before)
      const subjects = (await old.orderBy('lastAt').limit(limit).execute()).map(({ subject }) => subject)
      if (subjects.length > 0) await db.query.deleteFrom('guesses').where('subject', 'in', subjects).execute()
      return subjects.length
    },
  }
}
