import { sqliteStore } from '../testing/sqlite-store.ts'
import { inProcessCourier } from './in-process-courier.ts'
import { logContract } from './log.contract.ts'

// A database that is shared leaves the numbering to the relay; on SQLite that is tried too.
for (const numbering of ['at_once', 'by_relay'] as const) {
  logContract({
    name: `SQLite and calls in the process, numbered ${numbering.replace('_', ' ')}`,
    makeStore: sqliteStore,
    makeCourier: async () => inProcessCourier(),
    features: { numbering, away: () => new Error('database or disk is full') },
  })
}
