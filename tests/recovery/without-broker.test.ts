import { logRoutes } from '@popug/contracts/log.ts'
import { serviceNames, topicNames, topics } from '@popug/contracts/topology.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, foundCompany, until } from '../system/company.ts'
import { type ComposedSystem, startComposedSystem } from '../system/composed.ts'
import { readJson } from '../system/run-program.ts'
import { adminEmail, adminPassword } from '../system/system.ts'
import { found, type Verified, withoutFigure } from './answers.ts'
import { giveCards, payday, work } from './damage.ts'

/** A company that was founded before any of its servers stood, and that no broker has ever carried anything for. */
describe('a composed installation whose broker never came', () => {
  let system: ComposedSystem
  let company: Company
  beforeAll(async () => {
    system = await startComposedSystem({ serversLast: true, withoutBroker: true })
    company = await foundCompany(system, 4)
  }, 240_000)
  afterAll(() => system?.remove(), 60_000)

  const popug = <T>(...words: string[]) => {
    const there = ['--url', system.places, '--email', adminEmail, '--password-stdin', '--json']
    return system.run('tasks', 'popug', [...words, ...there], adminPassword).then(readJson<T>)
  }
  const expectAllWell = async (): Promise<void> => {
    const { code, answer } = await popug<Verified>('verify')
    expect([code, found(answer), withoutFigure(answer)]).toEqual([0, [], []])
  }

  it('works, closes a day, pays, takes a payout back and writes its letters, all by the feeds', async () => {
    await giveCards(company.performers.slice(2))
    await work(company, 12)
    await payday(company)
    await expectAllWell()
    const { code, answer } = await popug<{ items: { at: string; found: string; cure: string | null }[] }>('doctor')
    expect([code, answer.items.filter(({ cure }) => cure !== null).map(({ at, found }) => [at, found])]).toEqual([
      1,
      serviceNames.map((service) => [service, 'rabbitmq is away; events travel by the feeds']),
    ])
    for (const topic of topicNames) {
      const standing = await company.admin.call(logRoutes(topics[topic].speaker).listSubscriptions)
      const said = standing.topics.find((one) => one.topic === topic)
      expect([said?.published, (said?.head ?? 0) > 0], topic).toEqual([0, true])
    }
  })

  it('tells the broker everything when it comes, for whom it has neither exchange nor queue, and no effect is doubled', async () => {
    await system.rabbitmq.start()
    await until('everything that was said is published', async () => {
      for (const service of serviceNames) {
        const state = await company.admin.call(logRoutes(service).listSubscriptions)
        if (state.courier.state !== 'up' || state.topics.some(({ published, head }) => published < head)) return false
      }
      return true
    })
    const listening = topicNames.flatMap((topic) => topics[topic].listeners.map((listener) => `${listener}.${topic}`))
    await until('every listener has its queue, and nothing waits in any', async () => {
      const queues = await system.rabbitmq.queues()
      return listening.every((name) => name in queues) && Object.values(queues).every((messages) => messages === 0)
    })
    await work(company, 4)
    await expectAllWell()
  })
})
