import type { Database } from '../db/database.ts'
import { logDb } from '../log/tables.ts'

/** Milliseconds that a lease holds without being renewed: how long a standby waits after its holder died. */
const leaseTime = 5_000

/**
 * Takes a lease, or renews one's own, by one statement in the database; false while another instance holds it.
 * Counted by the real clock, not by the business one. A database that one process has to itself needs none.
 */
export const takeLease = async <Tables>(
  database: Database<Tables>,
  name: string,
  owner: string,
  now: number = Date.now(),
): Promise<boolean> => {
  if (!database.dialect.shared) return true
  const db = logDb(database)
  const expiresAt = now + leaseTime
  const { numUpdatedRows } = await db.query
    .updateTable('leases')
    .set({ owner, expiresAt })
    .where('name', '=', name)
    .where((is) => is.or([is('owner', '=', owner), is('expiresAt', '<', now)]))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return true
  return (await db.insertMissing('leases', [{ name, owner, expiresAt }])) === 1
}

/** Runs work while this instance holds a lease; renews it in the database when a good part of its time has gone by. */
export const underLease = <Tables>(
  database: Database<Tables>,
  name: string,
  owner: string,
  run: (signal: AbortSignal) => Promise<'more' | undefined>,
) => {
  let heldUntil = Number.NEGATIVE_INFINITY
  return async (signal: AbortSignal): Promise<'more' | undefined> => {
    const now = performance.now()
    if (now >= heldUntil) {
      heldUntil = Number.NEGATIVE_INFINITY
      if (!(await takeLease(database, name, owner))) return undefined
      heldUntil = now + leaseTime / 4
    }
    return run(signal)
  }
}

/** Gives all of an instance's leases back, so that a standby need not wait. */
export const releaseLeases = async <Tables>(database: Database<Tables>, owner: string): Promise<void> => {
  if (!database.dialect.shared) return
  await logDb(database).query.deleteFrom('leases').where('owner', '=', owner).execute()
}
