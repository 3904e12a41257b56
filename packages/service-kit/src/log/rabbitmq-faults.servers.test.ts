import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type RabbitmqServer, startRabbitmq } from '../../../../tests/servers/rabbitmq.ts'
import { batchOf } from '../testing/batches.ts'
import { expectAllHeard, LogStage } from '../testing/log-stage.ts'
import { deleteQueues, emptyQueues, onChannel, untilUp } from '../testing/rabbitmq-queues.ts'
import { upTo } from '../testing/random.ts'
import { sqliteStore } from '../testing/sqlite-store.ts'
import { until } from '../testing/until.ts'
import type { Courier } from './courier.ts'
import { rabbitmqCourier } from './rabbitmq-courier.ts'

const log = pino({ level: process.env.POPUG_TEST_LOG ?? 'silent' })
let server: RabbitmqServer
beforeAll(async () => {
  server = await startRabbitmq()
})
afterAll(() => server?.remove())

const couriers: Courier[] = []
const courierOf = (parts: Partial<Parameters<typeof rabbitmqCourier>[0]> = {}): Courier => {
  const courier = rabbitmqCourier({ url: server.url, log, ...parts })
  couriers.push(courier)
  return courier
}
const stage = new LogStage({
  name: 'SQLite and RabbitMQ',
  makeStore: sqliteStore,
  makeCourier: async () => courierOf(),
  features: { numbering: 'by_relay', away: () => new Error('database or disk is full') },
})
afterEach(async () => {
  await stage.clear()
  await Promise.all(couriers.splice(0).map((courier) => courier.close()))
})

/** Publishes as the relay does: again until it is taken. */
const publish = (courier: Courier, first: number, count = 1): Promise<void> =>
  until('the batch is taken', () =>
    courier.publish([batchOf(first, count)]).then(
      () => true,
      () => false,
    ),
  )
/** Publishes until it is refused. */
const publishOn = async (courier: Courier): Promise<void> => {
  for (let tries = 0; tries < 1_000; tries++) await courier.publish([batchOf(tries + 1)])
}
const inQueue = (queue: string): Promise<number> =>
  onChannel(server.url, async (channel) => (await channel.checkQueue(queue)).messageCount)

/** A program that listens, says when a batch has come, and never has done with it. */
const holder = (url: string): string => `
  import pino from 'pino'
  import { rabbitmqCourier } from '${import.meta.resolve('./rabbitmq-courier.ts')}'
  const courier = rabbitmqCourier({ url: '${url}', log: pino({ level: 'silent' }) })
  await courier.subscribe('accounts', 'tasks', () => new Promise(() => console.log('held')))
`

describe('what RabbitMQ does not take', () => {
  it('is a batch for which there is no queue; the next one finds the queues there again', async () => {
    await emptyQueues(server.url, 'tasks')
    const courier = courierOf()
    await untilUp(courier)
    await publish(courier, 1)
    await deleteQueues(server.url, 'tasks')
    await expect(courier.publish([batchOf(2)])).rejects.toThrow('there was no queue for it')
    await publish(courier, 2)
    await until('the queue holds it', async () => (await inQueue('accounts.tasks')) > 0)
  })

  it('is anything while it is blocked for want of memory', async () => {
    const courier = courierOf()
    await untilUp(courier)
    await publish(courier, 1)
    await server.ctl('set_vm_memory_high_watermark', '0.0000001')
    try {
      // It says so to those who go on publishing.
      await expect(publishOn(courier)).rejects.toThrow('RabbitMQ is blocked')
      expect(courier.state()).toBe('down')
      await expect(courier.publish([batchOf(2)])).rejects.toThrow('RabbitMQ is away')
    } finally {
      await server.ctl('set_vm_memory_high_watermark', '0.4')
    }
    await untilUp(courier)
    await courier.publish([batchOf(2)])
  })

  it('is what it does not confirm in time', async () => {
    const courier = courierOf({ confirmsWithin: 500 })
    await untilUp(courier)
    await publish(courier, 1)
    server.pause()
    try {
      await expect(courier.publish([batchOf(2)])).rejects.toThrow('was not confirmed within 500 ms')
      await until('the courier is down', () => courier.state() === 'down')
    } finally {
      server.resume()
    }
    await untilUp(courier)
    await publish(courier, 2)
  })
})

describe('what RabbitMQ brings', () => {
  it('is set aside when it cannot be read, and what follows is not held up', async () => {
    await emptyQueues(server.url, 'tasks', 'ledger')
    const lines: string[] = []
    const courier = courierOf({ log: pino({ level: 'error' }, { write: (line) => lines.push(line) }) })
    await untilUp(courier)
    const got: number[] = []
    await courier.subscribe('analytics', 'tasks', async ({ events }) => void got.push(events[0]!.position))
    await onChannel(server.url, async (channel) => {
      for (const text of ['{', '[]', '[{"position":1}]']) channel.publish('popug.events', 'tasks', Buffer.from(text))
      channel.sendToQueue('analytics.tasks', Buffer.from(JSON.stringify(batchOf(1).events)))
    })
    await publish(courier, 7)
    await until('the good one came', () => got.length === 1)
    expect(got).toEqual([7])
    await until('the bad ones are aside', async () => (await inQueue('analytics.tasks.dead')) === 4)
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(
      Array.from({ length: 4 }, () => 'a message cannot be read and was set aside'),
    )
  })

  it('is set aside when its listener refuses it again and again, and what follows is not held up', async () => {
    await emptyQueues(server.url, 'tasks')
    const courier = courierOf({ pauseAfterRefusal: 2 })
    await untilUp(courier)
    let refusals = 0
    const got: number[] = []
    await courier.subscribe('accounts', 'tasks', async ({ events: [event] }) => {
      if (event?.position === 1) {
        refusals += 1
        throw new Error('never')
      }
      got.push(event?.position ?? 0)
    })
    for (const position of [1, 2, 3]) await publish(courier, position)
    await until('the refused one is aside', async () => (await inQueue('accounts.tasks.dead')) === 1)
    expect(got).toEqual([2, 3])
    expect(refusals).toBe(21)
    expect(await inQueue('accounts.tasks')).toBe(0)
  })

  it('comes to a second instance within seconds once the process of the first was killed', async () => {
    await emptyQueues(server.url, 'tasks')
    const first = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', holder(server.url)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const [courier, second] = [courierOf(), courierOf()]
      await Promise.all([untilUp(courier), untilUp(second)])
      await publish(courier, 1)
      await once(first.stdout, 'data')
      const got: number[] = []
      await second.subscribe('accounts', 'tasks', async ({ events }) => void got.push(events[0]!.position))
      await publish(courier, 2)
      await until('the first holds both', async () => (await inQueue('accounts.tasks')) === 0)
      expect(got).toEqual([])
      first.kill('SIGKILL')
      await until('the second has both', () => got.length === 2, 5_000)
      expect(got).toEqual([1, 2])
    } finally {
      first.kill('SIGKILL')
    }
  })

  it('comes to the listener again after its queue was deleted under it', async () => {
    await emptyQueues(server.url, 'tasks')
    const courier = courierOf()
    await untilUp(courier)
    const got = new Set<number>()
    await courier.subscribe('accounts', 'tasks', async ({ events }) => void got.add(events[0]!.position))
    await publish(courier, 1)
    await until('the first came', () => got.has(1))
    await deleteQueues(server.url, 'tasks')
    let next = 1
    await until('a later one came', async () => {
      await publish(courier, ++next)
      return got.size > 1
    })
  })
})

describe('nothing said is lost, doubled or put out of order', () => {
  const begin = async () => {
    await emptyQueues(server.url, 'tasks')
    const [speaking, hearing] = [courierOf(), courierOf()]
    await Promise.all([untilUp(speaking), untilUp(hearing)])
    const speaker = await stage.speaker({ courier: speaking })
    const listener = await stage.listener({ courier: hearing, feed: speaker.feed, tailCheckEvery: 2_000 })
    /** Says so many numbers, ten at a time, as fast as they are taken down. */
    const sayMany = async (from: number, count: number) => {
      for (let at = 0; at < count; at += 10) await speaker.say(upTo(10).map((offset) => from + at + offset))
    }
    return { speaker, listener, sayMany, up: () => Promise.all([untilUp(speaking), untilUp(hearing)]) }
  }
  /** The promise: within ten seconds of the last event. */
  const promised = 10_000

  it('when queues are purged and deleted while events flow', async () => {
    const { speaker, listener, sayMany } = await begin()
    const saying = sayMany(0, 5_000)
    await until('some are heard', async () => (await listener.checkpoint()).position > 500)
    await server.purgeQueue('accounts.tasks')
    await until('more are heard', async () => (await listener.checkpoint()).position > 1_000)
    await deleteQueues(server.url, 'tasks')
    await saying
    await expectAllHeard(speaker, listener, promised)
  })

  it('when everything in the broker is wiped while it is stopped', async () => {
    const { speaker, listener, sayMany, up } = await begin()
    await sayMany(0, 200)
    await server.stop()
    await sayMany(200, 200)
    await expectAllHeard(speaker, listener, promised)
    await server.wipe()
    await server.start()
    await up()
    await sayMany(400, 200)
    await expectAllHeard(speaker, listener, promised)
    expect(Object.keys(await server.queues())).toContain('accounts.tasks')
  })

  it('when its doors are closed for a while', async () => {
    const { speaker, listener, sayMany, up } = await begin()
    await server.stopApp()
    await sayMany(0, 200)
    await expectAllHeard(speaker, listener, promised)
    await server.startApp()
    await up()
    await sayMany(200, 200)
    await expectAllHeard(speaker, listener, promised)
  })

  it('when there is no broker at all', async () => {
    const nowhere = courierOf({ url: 'amqp://guest:guest@127.0.0.1:9' })
    const speaker = await stage.speaker({ courier: nowhere })
    const listener = await stage.listener({ courier: nowhere, feed: speaker.feed, tailCheckEvery: 2_000 })
    for (const value of upTo(300)) await speaker.say([value])
    await expectAllHeard(speaker, listener, promised)
    expect(nowhere.state()).toBe('down')
    await expect(nowhere.publish([batchOf(1)])).rejects.toThrow('RabbitMQ is away')
  })

  // The last of them: a broker so killed may leave a queue without its process, which ends those that ask for it.
  it('when the broker is killed in the middle of 10,000 events and started again', async () => {
    const { speaker, listener, sayMany, up } = await begin()
    const saying = sayMany(0, 10_000)
    await until('a good part is heard', async () => (await listener.checkpoint()).position > 1_000)
    await server.kill()
    await server.start()
    await saying
    await expectAllHeard(speaker, listener, promised)
    await up()
    await sayMany(10_000, 100)
    await expectAllHeard(speaker, listener, promised)
    expect(await listener.deadLetters()).toEqual([])
  })
})
