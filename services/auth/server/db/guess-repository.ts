import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** Wrong guesses of passwords by subject: whom they were for, and where they came from. */
export const guessRepository = (db: Db<Tables>) => ({
  /** The moments of a subject's guesses, oldest first, locked against others who guess. */
  getForUpdate: async (subject: string): Promise<number[]> => {
    const query = db.query.selectFrom('guesses').select('moments').where('subject', '=', subject)
    const row = await db.dialect.forUpdate(query).executeTakeFirst()
    return row ? (JSON.parse(row.moments) as number[]) : []
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
})
