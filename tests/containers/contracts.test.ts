import { resolve } from 'node:path'
import { openMysql } from '@popug/service-kit'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { purgeQueues } from '../../packages/service-kit/src/testing/rabbitmq-queues.ts'
import { runVitest } from '../../tools/suites/vitest-suite.ts'
import { until } from '../system/company.ts'
import { docker } from './compose.ts'

const root = resolve(import.meta.dirname, '../..')
const password = 'contracts'

/** Milliseconds in which a server must be up, and a contract held. */
const startsWithin = 120_000
const patience = 10 * 60_000

/** A server in a container of its own on a free port of this machine. */
interface Container {
  readonly id: string
  readonly port: number
}

const run = async (image: string, port: number, ...more: string[]): Promise<Container> => {
  const id = (await docker(['run', '--detach', '--publish', `127.0.0.1::${port}`, ...more, image])).trim()
  const [, published] = /:(\d+)\s*$/.exec((await docker(['port', id, String(port)])).trim()) ?? []
  return { id, port: Number(published) }
}

const containers: Container[] = []
beforeAll(async () => {
  const mysql = await run('mysql:9.7', 3306, '--env', `MYSQL_ROOT_PASSWORD=${password}`)
  containers.push(mysql)
  const account = ['--env', 'RABBITMQ_DEFAULT_USER=popug', '--env', `RABBITMQ_DEFAULT_PASS=${password}`]
  const rabbitmq = await run('rabbitmq:4.3-management', 5672, '--hostname', 'rabbitmq', ...account)
  containers.push(rabbitmq)
  const database = `mysql://root:${password}@127.0.0.1:${mysql.port}/mysql`
  const broker = `amqp://popug:${password}@127.0.0.1:${rabbitmq.port}`
  const succeeds = (work: () => Promise<unknown>) => (): Promise<boolean> =>
    work().then(
      () => true,
      () => false,
    )
  const asked = succeeds(async () => {
    const root = openMysql<object>(database, { connections: 1 })
    await root.ping().finally(() => root.close())
  })
  // Of no queue at all: it is let in, and that is all.
  const connected = succeeds(() => purgeQueues(broker, []))
  await until('MySQL answers', asked, startsWithin)
  await until('RabbitMQ answers', connected, startsWithin)
  vi.stubEnv('POPUG_TEST_DATABASE', database)
  vi.stubEnv('POPUG_TEST_BROKER', broker)
}, 2 * startsWithin)
afterAll(() => Promise.all(containers.map(({ id }) => docker(['rm', '--force', '--volumes', id]))))

/** Runs test files of the kit on these servers; answers how they ended, with the end of what they said where that was not well. */
const held = async (files: readonly string[]): Promise<string> => {
  let said = ''
  const { code } = await runVitest(
    root,
    'servers',
    (chunk) => {
      said = (said + chunk).slice(-10_000)
    },
    files,
  )
  return code === 0 ? 'held' : said
}

it.each([
  ['of databases hold on MySQL 9.7', ['packages/service-kit/src/db/mysql.servers.test.ts']],
  ['of the log hold on MySQL 9.7', ['packages/service-kit/src/log/log-mysql.servers.test.ts']],
  ['of couriers and the log hold on RabbitMQ 4.3', ['packages/service-kit/src/log/rabbitmq-courier.servers.test.ts']],
])('the contracts %s', async (_, files) => expect(await held(files)).toBe('held'), patience)
