import { sqliteStore } from '../testing/sqlite-store.ts'
import { inProcessCourier } from './in-process-courier.ts'
import { logContract } from './log.contract.ts'

logContract({
  name: 'SQLite and calls in the process',
  makeStore: sqliteStore,
  makeCourier: async () => inProcessCourier(),
  features: { away: () => new Error('database or disk is full') },
})
