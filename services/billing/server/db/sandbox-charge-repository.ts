import type { Database, Db } from '@popug/service-kit'
import type { SandboxChargeRow, Tables } from './tables.ts'

const registerOn = (db: Db<Tables>) => ({
  find: (payoutId: string): Promise<SandboxChargeRow | undefined> =>
    db.query.selectFrom('sandboxCharges').selectAll().where('payoutId', '=', payoutId).executeTakeFirst(),

  /** Opens the key's row if it is new, and locks it. */
  async openForUpdate(row: SandboxChargeRow): Promise<SandboxChargeRow> {
    await db.insertMissing('sandboxCharges', [{ ...row }])
    return db.dialect
      .forUpdate(db.query.selectFrom('sandboxCharges').selectAll().where('payoutId', '=', row.payoutId))
      .executeTakeFirstOrThrow()
  },

  save: (row: SandboxChargeRow): Promise<void> => db.updateMany('sandboxCharges', ['payoutId'], [{ ...row }]),
})

/** The sandbox bank's register. Its transactions are the bank's own, never part of Billing's. */
export const sandboxChargeRepository = (database: Database<Tables>) => ({
  find: registerOn(database).find,
  /** Reads the row of a key, decides, and writes what was decided; one at a time for each key. */
  decide: (row: SandboxChargeRow, decision: (row: SandboxChargeRow) => SandboxChargeRow): Promise<SandboxChargeRow> =>
    database.transaction(async (tx) => {
      const register = registerOn(tx)
      const before = await register.openForUpdate(row)
      const after = decision(before)
      if (after !== before) await register.save(after)
      return after
    }),
})
