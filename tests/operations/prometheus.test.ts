import { taskRoutes } from '@popug/contracts/tasks.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { type Courier, rabbitmqCourier } from '@popug/service-kit'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { panels } from '../../tools/generate/dashboard-panels.ts'
import { type PrometheusServer, promtool, startPrometheus } from '../servers/prometheus.ts'
import { type RabbitmqServer, startRabbitmq } from '../servers/rabbitmq.ts'
import { foundCompany, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'

describe('what Prometheus is given', () => {
  it('is right by its own checker, and every alert fires when it should', async () => {
    expect(await promtool('check', 'config', 'prometheus.yml')).toContain('SUCCESS')
    expect(await promtool('check', 'rules', 'alerts.yml')).toContain('SUCCESS')
    expect(await promtool('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS')
  })
})

describe('Prometheus beside a company at work', () => {
  let system: System
  let rabbitmq: RabbitmqServer
  let courier: Courier
  let prometheus: PrometheusServer
  beforeAll(async () => {
    system = await startEmbeddedSystem()
    // The company does without; here is one listener's queue at least.
    rabbitmq = await startRabbitmq({ tells: true })
    courier = rabbitmqCourier({ url: rabbitmq.url, log: pino({ level: 'silent' }) })
    await courier.subscribe('accounts', 'tasks', async () => undefined)
    const { address } = system
    prometheus = await startPrometheus({ address, path: '/tasks/metrics', broker: rabbitmq.figures })
    const { manager } = await foundCompany(system, 3)
    for (let index = 0; index < 5; index++)
      await manager.call(taskRoutes.createTask, { body: { title: `Task ${index}` } })
  })
  afterAll(async () => {
    await prometheus?.remove()
    await courier?.close()
    await rabbitmq?.remove()
    await system?.remove()
  })

  const questions = panels.flatMap(({ title, asks }) => asks.map(([expr]): [string, string] => [title, expr]))

  it.each(questions.filter(([title]) => title !== 'Alerts'))('has an answer for the panel %s', async (_title, expr) => {
    await until('there is an answer', async () => (await prometheus.ask(expr)).length > 0)
  })

  it('sees what every service says of itself', async () => {
    const up = async () => (await prometheus.ask('popug_database_up == 1')).map(({ metric }) => metric.service)
    await until('all have told', async () => (await up()).length === serviceNames.length)
    expect((await up()).sort()).toEqual([...serviceNames].sort())
    await until('five tasks were applied', async () => {
      const applied = await prometheus.ask('popug_subscription_position{service="accounts",topic="tasks"}')
      return applied[0]?.value[1] === '5'
    })
  })

  it('sees each queue of the broker, and when it takes nothing more', async () => {
    const queues = await prometheus.ask('sum by (queue) (rabbitmq_queue_messages)')
    expect(queues.map(({ metric }) => metric.queue)).toEqual(expect.arrayContaining(['accounts.tasks']))
    const full = async () => (await prometheus.ask('ALERTS{alertname="PopugBrokerFull"}')).length
    expect(await full()).toBe(0)
    await rabbitmq.ctl('set_vm_memory_high_watermark', 'absolute', '1')
    await until('it is seen', async () => (await full()) === 1)
  })

  it('understands every rule, and tells of a system that has died', async () => {
    await until('every rule was looked at', async () =>
      Object.values(await prometheus.rules()).every((one) => one === 'ok'),
    )
    expect(Object.keys(await prometheus.rules())).toContain('PopugServiceDown')
    await system.kill()
    await until('it is seen', async () => {
      const alerts = await prometheus.ask('ALERTS{alertname="PopugInstanceDown"}')
      return alerts.length === 1
    })
  })
})
