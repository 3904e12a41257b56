import { type ServiceName, serviceNames, topics } from '@popug/contracts/topology.ts'
import { openMysql } from '@popug/service-kit'
import { expect, it } from 'vitest'
import { until } from '../system/company.ts'
import { expectNothingLost } from './nothing-lost.ts'
import { partOf } from './parts.ts'
import { press } from './pressing.ts'
import type { Stage } from './stage.ts'

const patience = 240_000
/** Milliseconds in which a standby has taken over. */
const takesOverWithin = 10_000
const speakers = [...new Set(Object.values(topics).map(({ speaker }) => speaker))]

interface LeasesOnly {
  leases: { name: string; owner: string; expiresAt: number }
}

/** Two processes of each service: one relays and hears, the other takes over. */
export const standbys = (stage: () => Stage): void => {
  /** Who relays what a service says. */
  const relayOf = async (service: ServiceName): Promise<string | undefined> => {
    const database = openMysql<LeasesOnly>(await stage().system.mariadb.url(service), { connections: 1 })
    try {
      const leases = database.query.selectFrom('leases').select('owner').where('name', '=', 'relay')
      return (await leases.where('expiresAt', '>', Date.now()).executeTakeFirst())?.owner
    } finally {
      await database.close()
    }
  }
  const relays = (): Promise<(string | undefined)[]> => Promise.all(speakers.map(relayOf))
  /** Consumers of each queue that listeners have: all, and those who are served. */
  const consumers = async (): Promise<{ all: number; served: number }[]> => {
    const { rabbitmq } = stage().system
    const lines = (await rabbitmq.ctl('list_consumers', '--no-table-headers', 'queue_name', 'active')).split('\n')
    const rows = lines.filter((line) => line !== '').map((line) => line.split('\t'))
    const queues = Object.entries(topics).flatMap(([topic, { listeners }]) =>
      listeners.map((listener) => `${listener}.${topic}`),
    )
    return queues.map((queue) => {
      const own = rows.filter(([name]) => name === queue)
      return { all: own.length, served: own.filter(([, active]) => active === 'true').length }
    })
  }
  const eachHas = async (all: number): Promise<boolean> =>
    (await consumers()).every((queue) => queue.all === all && queue.served === 1)

  it('one of each relays and one is served; when those die the others take over within seconds', {
    timeout: patience,
  }, async () => {
    const { system, company, known, living } = stage()
    const nth = (index: number) =>
      partOf(
        `process ${index} of each`,
        serviceNames.flatMap((name) => system.instances(name).slice(index, index + 1)),
      )
    const [first, second] = [nth(0), nth(1)]
    const ended = await relays()
    await Promise.all([first.kill(), second.kill()])
    await first.start()
    await until('the first ones relay and are served', async () => {
      const now = await relays()
      return now.every((owner) => owner !== undefined && !ended.includes(owner)) && (await eachHas(1))
    })
    await second.start()
    await system.ready()
    await until('two listen to each queue, one is served', () => eachHas(2))
    const before = await relays()

    const pressing = press(company, known, 'standby')
    await first.kill()
    const from = performance.now()
    await until(
      'the standbys relay',
      async () => (await relays()).every((owner, index) => owner !== undefined && owner !== before[index]),
      takesOverWithin,
    )
    console.log(`standbys took over within ${Math.round(performance.now() - from)} ms`)
    // Asked apart: whoever asks RabbitMQ who is served starts a virtual machine first.
    await until('the standbys are served', () => eachHas(1), takesOverWithin)
    await pressing.stop()
    await expectNothingLost(company, known)
    await living('two again', first.start)
    expect(await eachHas(2)).toBe(true)
  })
}
