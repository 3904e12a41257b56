import { setTimeout as wait } from 'node:timers/promises'
import { logRoutes } from '@popug/contracts/log.ts'
import { serviceNames, topicNames } from '@popug/contracts/topology.ts'
import { expect, it } from 'vitest'
import { deleteQueues, messagesIn, purgeQueues } from '../../packages/service-kit/src/testing/rabbitmq-queues.ts'
import { until } from '../system/company.ts'
import { type Part, partOf } from './parts.ts'
import type { Stage } from './stage.ts'

const patience = 240_000

/** What the broker can lose: messages, queues, all it knows, itself. */
export const brokerFaults = (stage: () => Stage): void => {
  /** Kills those who listen, until something waits in their queues. */
  const letQueuesFill = async (): Promise<{ listeners: Part; waiting: string[] }> => {
    const { system } = stage()
    const listeners = partOf('listeners', [...system.instances('accounts'), ...system.instances('analytics')])
    await listeners.kill()
    let waiting: string[] = []
    await until('messages wait in queues', async () => {
      const queues = Object.entries(await messagesIn(system.rabbitmq.url, 'tasks'))
      waiting = queues.filter(([, messages]) => messages > 0).map(([name]) => name)
      return waiting.length > 0
    })
    return { listeners, waiting }
  }

  it('needs no message that stood in a queue: purged', { timeout: patience }, async () => {
    const { system, living } = stage()
    await living('purge', async () => {
      const { listeners, waiting } = await letQueuesFill()
      await purgeQueues(system.rabbitmq.url, waiting)
      await listeners.start()
    })
  })

  it('needs no queue either: deleted while everyone works', { timeout: patience }, async () => {
    const { system, living } = stage()
    await living('deletion', async () => {
      for (const topic of topicNames) await deleteQueues(system.rabbitmq.url, topic)
    })
  })

  it('needs nothing that the broker keeps: its data wiped', { timeout: patience }, async () => {
    const { system, living } = stage()
    await living('wipe', async () => {
      const { listeners } = await letQueuesFill()
      await system.rabbitmq.kill()
      await system.rabbitmq.wipe()
      await system.rabbitmq.start()
      await listeners.start()
    })
  })

  it('starts before all servers, and works without a broker, which is told what it missed when it comes', {
    timeout: patience,
  }, async () => {
    const { system, company, living } = stage()
    await living('no broker', async () => {
      await system.kill()
      const processes = serviceNames.flatMap((service) => system.instances(service))
      for (const instance of processes) instance.start()
      for (const instance of processes) await until('it lives, and waits', () => instance.isAlive())
      await system.mariadb.start()
      await Promise.all([system.nginx.start(), system.bank.start()])
      await system.ready()
      await wait(1_000)
    })
    const { courier, topics } = await company.admin.call(logRoutes('tasks').listSubscriptions)
    expect(courier.state).toBe('down')
    expect(topics.some(({ published, head }) => published < head)).toBe(true)
    await system.rabbitmq.start()
    for (const service of ['tasks', 'accounts'] as const)
      await until(`everything that ${service} said is published`, async () => {
        const state = await company.admin.call(logRoutes(service).listSubscriptions)
        return state.courier.state === 'up' && state.topics.every(({ published, head }) => published === head)
      })
  })
}
