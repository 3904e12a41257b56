import { afterAll, beforeAll } from 'vitest'
import { type DatabaseServer, startMariadb } from '../../../../tests/servers/mariadb.ts'
import { mysqlStore } from '../testing/mysql-store.ts'
import { inProcessCourier } from './in-process-courier.ts'
import { logContract } from './log.contract.ts'

let server: DatabaseServer
beforeAll(async () => {
  server = await startMariadb({ durable: false })
})
afterAll(() => server?.remove())

logContract({
  name: 'MySQL and MariaDB, and calls in the process',
  makeStore: () => mysqlStore(process.env.POPUG_TEST_DATABASE ?? server.rootUrl),
  makeCourier: async () => inProcessCourier(),
  features: {
    numbering: 'by_relay',
    away: () => Object.assign(new Error('Connection lost: The server closed the connection.'), { errno: 2013 }),
  },
})
