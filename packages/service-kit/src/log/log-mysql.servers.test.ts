import { setTimeout as wait } from 'node:timers/promises'
import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SharedServer, startDatabaseServer } from '../../../../tests/servers/database-server.ts'
import { mysqlStore } from '../testing/mysql-store.ts'
import { type SpeakerTables, startSpeaker } from '../testing/speaker.ts'
import { until } from '../testing/until.ts'
import { inProcessCourier } from './in-process-courier.ts'
import { logContract } from './log.contract.ts'
import { logDb } from './tables.ts'

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

/** Milliseconds in which a relay would be seen to number, if it did not wait for the other. */
const noticedWithin = 500

it('of two relays the second waits, and numbers from where the first one stopped', async () => {
  const store = await mysqlStore(server.rootUrl)
  const { database } = store.open<SpeakerTables>()
  const steps: string[] = []
  const log = pino({ level: 'silent' })
  const courier = inProcessCourier()
  const speaker = await startSpeaker({
    database,
    courier,
    log,
    step: (name) => steps.push(name),
    numbering: 'by_relay',
  })
  let holds = false
  const other = database.transaction(async (tx) => {
    const { query, dialect } = logDb(tx)
    await dialect.forUpdate(query.selectFrom('topics').select('head')).executeTakeFirstOrThrow()
    holds = true
    for (let waited = 0; waited < noticedWithin && !steps.includes('numbering'); waited += 20) await wait(20)
    await query.updateTable('topics').set({ head: 10, published: 10 }).execute()
  })
  await until('the first one holds the topic', () => holds)
  await speaker.say([1, 2])
  await other
  await until('the second one has numbered', () => steps.includes('numbered'))
  const rows = logDb(database).query.selectFrom('outbox').select('firstPosition')
  expect(await rows.execute()).toEqual([{ firstPosition: 11 }])
  await speaker.stop()
  await store.remove()
})
