import { afterAll, beforeAll } from 'vitest'
import { type SharedServer, startDatabaseServer } from '../../../../tests/servers/database-server.ts'
import { mysqlStore } from '../testing/mysql-store.ts'
import { inProcessCourier } from './in-process-courier.ts'
import { logContract } from './log.contract.ts'

let server: SharedServer
beforeAll(async () => {
  server = await startDatabaseServer({ durable: false })
})
afterAll(() => server?.remove())

logContract({
  name: 'MySQL and MariaDB, and calls in the process',
  makeStore: () => mysqlStore(server.rootUrl),
  makeCourier: async () => inProcessCourier(),
  features: {
    numbering: 'by_relay',
    away: () => Object.assign(new Error('Connection lost: The server closed the connection.'), { errno: 2013 }),
  },
})
