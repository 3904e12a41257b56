import type { Day } from '@popug/contracts/days.ts'
import type { Db } from '@popug/service-kit'
import type { Ledger, Tables } from './tables.ts'

/** The ledger's one row. */
export const ledgerRepository = (db: Db<Tables>) => ({
  get: (): Promise<Ledger> => db.query.selectFrom('ledger').selectAll().executeTakeFirstOrThrow(),

  /** Takes the lock that makes the caller the only writer until its transaction ends. */
  lock: (): Promise<Ledger> =>
    db.dialect.forUpdate(db.query.selectFrom('ledger').selectAll()).executeTakeFirstOrThrow(),

  async set(change: Partial<Omit<Ledger, 'id'>>): Promise<void> {
    await db.query.updateTable('ledger').set(change).where('id', '=', 1).execute()
  },

  /** From here on work belongs to the days after `day`. */
  beginClosing: (day: Day, by: string, payoutMinMinor: number): Promise<void> =>
    ledgerRepository(db).set({ lastClosedDay: day, closingDay: day, closingAfter: '', closingBy: by, payoutMinMinor }),

  endClosing: (): Promise<void> => ledgerRepository(db).set({ closingDay: null, closingAfter: '', closingBy: null }),
})
