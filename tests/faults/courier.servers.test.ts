import type { CloudEvent } from '@popug/contracts/events.ts'
import { rabbitmqCourier } from '@popug/service-kit'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteQueues } from '../../packages/service-kit/src/testing/rabbitmq-queues.ts'
import { type RabbitmqServer, startRabbitmq } from '../servers/rabbitmq.ts'
import { until } from '../system/company.ts'

const event = (position: number): CloudEvent => ({
  specversion: '1.0',
  id: `event ${position}`,
  source: 'tasks',
  type: 'number.said.v1',
  time: '2026-03-02T10:00:00.000Z',
  datacontenttype: 'application/json',
  position,
  epoch: 1,
  data: { value: position },
})

/** The log's own repair hides what a courier loses, so here the courier is watched without it. */
describe('RabbitMQ as a courier loses nothing by itself', () => {
  let server: RabbitmqServer
  beforeAll(async () => {
    server = await startRabbitmq()
  })
  afterAll(() => server?.remove())

  let couriers: ReturnType<typeof rabbitmqCourier>[] = []
  const courier = (): ReturnType<typeof rabbitmqCourier> => {
    const made = rabbitmqCourier({ url: server.url, log: pino({ level: 'silent' }) })
    couriers.push(made)
    return made
  }
  beforeEach(() => {
    couriers = []
  })
  afterEach(async () => {
    await Promise.all(couriers.map((one) => one.close()))
  })

  const publish = (from: ReturnType<typeof rabbitmqCourier>, position: number): Promise<void> =>
    from.publish([{ topic: 'tasks', epoch: 1, events: [event(position)] }])
  const up = (one: ReturnType<typeof rabbitmqCourier>): Promise<void> =>
    until('the courier is up', async () => one.state() === 'up')

  it('a message whose listener dies while it applies it comes to the next one', async () => {
    const speaker = courier()
    await up(speaker)
    const dying = courier()
    let taken = false
    let letGo = (): void => undefined
    await dying.subscribe('accounts', 'tasks', () => {
      taken = true
      return new Promise<void>((_, reject) => {
        letGo = () => reject(new Error('died before the commit'))
      })
    })
    await publish(speaker, 1)
    await until('the message is being applied', async () => taken)
    letGo()
    await dying.close()
    const heard: number[] = []
    await courier().subscribe('accounts', 'tasks', async ({ events }) => {
      heard.push(...events.map(({ position }) => position))
    })
    await until('the message came again', async () => heard.includes(1), 15_000)
  })

  it('a message for which there is no queue is not taken, and its queue is there for the next try', async () => {
    const speaker = courier()
    await up(speaker)
    await publish(speaker, 2)
    await deleteQueues(server.url, 'tasks')
    await expect(publish(speaker, 3)).rejects.toThrow('no queue')
    await publish(speaker, 3)
    const heard: string[] = []
    for (const listener of ['accounts', 'analytics'] as const)
      await courier().subscribe(listener, 'tasks', async ({ events }) => {
        heard.push(...events.map(({ position }) => `${listener} ${position}`))
      })
    await until('each listener has it', async () => heard.length >= 2, 15_000)
    expect(heard.sort()).toEqual(['accounts 3', 'analytics 3'])
  })
})
