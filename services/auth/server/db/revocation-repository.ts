import type { Db } from '@popug/service-kit'
import { sql } from 'kysely'
import type { RevocationRow, Tables } from './tables.ts'

/** What services ask for every two seconds: whose tokens are worth nothing. */
export const revocationRepository = (db: Db<Tables>) => ({
  /**
   * Adds one under the next number. The number's row stays locked until the commit, so that nobody who read number 6
   * ever misses a number 5 that was still on its way.
   */
  add: async (revocation: Omit<RevocationRow, 'number'>): Promise<void> => {
    await db.query.updateTable('revocationHead').set({ number: sql<number>`number + 1` }).where('id', '=', 1).execute()
    const { number } = await db.query
      .selectFrom('revocationHead')
      .select('number')
      .where('id', '=', 1)
      .executeTakeFirstOrThrow()
    await db.insertMany('revocations', [{ ...revocation, number: Number(number) }])
  },
  listAfter: async (number: number, limit: number): Promise<RevocationRow[]> =>
    db.query
      .selectFrom('revocations')
      .selectAll()
      .where('number', '>', number)
      .orderBy('number')
      .limit(limit)
      .execute(),
  /** When all of a person's tokens were last revoked; 0 where they were not. */
  lastOf: async (userId: string): Promise<number> => {
    const { last } = await db.query
      .selectFrom('revocations')
      .select((of) => of.fn.max('revokedAt').as('last'))
      .where('userId', '=', userId)
      .where('sessionId', 'is', null)
      .executeTakeFirstOrThrow()
    return Number(last ?? 0)
  },
  /** Forgets at most so many from before a moment; answers how many. */
  forgetOld: async (before: number, limit: number): Promise<number> => {
    const old = db.query.selectFrom('revocations').select('number').where('revokedAt', '<', before)
    const numbers = (await old.orderBy('revokedAt').limit(limit).execute()).map(({ number }) => number)
    if (numbers.length > 0) await db.query.deleteFrom('revocations').where('number', 'in', numbers).execute()
    return numbers.length
  },
})
