import pino from 'pino'
import { afterAll, beforeAll } from 'vitest'
import { type RabbitmqServer, startRabbitmq } from '../../../../tests/servers/rabbitmq.ts'
import { emptyQueues, untilUp } from '../testing/rabbitmq-queues.ts'
import { sqliteStore } from '../testing/sqlite-store.ts'
import { mostBatches } from './buffer.ts'
import { courierContract } from './courier.contract.ts'
import type { Courier } from './courier.ts'
import { logContract } from './log.contract.ts'
import { rabbitmqCourier } from './rabbitmq-courier.ts'

let server: RabbitmqServer | undefined
beforeAll(async () => {
  if (!process.env.POPUG_TEST_BROKER) server = await startRabbitmq()
})
afterAll(() => server?.remove())

const url = (): string => process.env.POPUG_TEST_BROKER ?? (server as RabbitmqServer).url
const log = pino({ level: process.env.POPUG_TEST_LOG ?? 'silent' })

const instance = async (): Promise<Courier> => {
  const courier = rabbitmqCourier({ url: url(), log })
  await untilUp(courier)
  return courier
}

courierContract({
  name: 'RabbitMQ',
  open: async () => {
    await emptyQueues(url(), 'tasks', 'ledger', 'payouts')
    return { instance }
  },
  features: { atOnce: mostBatches, brings: 'again' },
})

logContract({
  name: 'SQLite and RabbitMQ',
  makeStore: sqliteStore,
  makeCourier: async () => {
    await emptyQueues(url(), 'tasks')
    return instance()
  },
  features: { numbering: 'at_once', away: () => new Error('database or disk is full') },
})
