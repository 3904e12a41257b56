import { afterAll, beforeAll } from 'vitest'
import { type SharedServer, startDatabaseServer } from '../../../../tests/servers/database-server.ts'
import { mysqlStore } from '../testing/mysql-store.ts'
import { databaseContract } from './database.contract.ts'

let server: SharedServer
beforeAll(async () => {
  server = await startDatabaseServer({ durable: false })
})
afterAll(() => server?.remove())

const errorOf = (errno: number, message: string): Error => Object.assign(new Error(message), { errno })

databaseContract({
  name: 'MySQL and MariaDB',
  makeStore: () => mysqlStore(server.rootUrl),
  features: {
    deadlock: () => errorOf(1213, 'Deadlock found when trying to get lock; try restarting transaction'),
    away: () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3306'), { code: 'ECONNREFUSED' }),
  },
})
