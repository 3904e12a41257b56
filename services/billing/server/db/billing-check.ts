import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

const offendersShown = 100

/** What must hold among payouts themselves; ids of offenders, at most 100. */
export const billingCheck = (db: Db<Tables>) => ({
  async countPayouts(): Promise<number> {
    const { count } = await db.query
      .selectFrom('payouts')
      .select((is) => is.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  },

  /** Payouts that came to an end more than once: paid twice, returned twice, or both. */
  async endedTwice(): Promise<string[]> {
    const rows = await db.query
      .selectFrom('payoutSteps')
      .select('payoutId')
      .where('status', 'in', ['paid', 'returned'])
      .groupBy('payoutId')
      .having((is) => is.fn.countAll(), '>', 1)
      .limit(offendersShown)
      .execute()
    return rows.map(({ payoutId }) => payoutId)
  },
})
