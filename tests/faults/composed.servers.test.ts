import { setTimeout as wait } from 'node:timers/promises'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, foundCompany, signInAll, until } from '../system/company.ts'
import { type ComposedSystem, startComposedSystem } from '../system/composed.ts'
import { readLedger } from '../system/recount.ts'
import { chance } from './chance.ts'
import { expectNothingLost, expectSound, waitForRest } from './nothing-lost.ts'
import { type Part, partOf, partsOf } from './parts.ts'
import { nothingAcknowledged, press } from './pressing.ts'

const performers = 6
const kills = Number(process.env.POPUG_FAULTS_KILLS ?? 24)
/** Kills between two recounts: a recount reads everything, which grows. */
const killsAtOnce = kills > 100 ? 20 : 8
const patience = kills > 100 ? 7_200_000 : 400_000

/** One company lives through everything that a composed system can meet; accounts has two processes all the way. */
describe('composed, while people press', () => {
  const { between, oneOf } = chance('composed')
  const known = nothingAcknowledged()
  let system: ComposedSystem
  let company: Company
  let parts: Part[]

  beforeAll(async () => {
    system = await startComposedSystem({ copies: { accounts: 2 }, env: { REASSIGN_CHUNK: '50' } })
    parts = partsOf(system)
    company = await foundCompany(system, performers)
    for (const performer of company.performers)
      await performer.call(billingRoutes.putMyCard, { body: { number: '4242424242424242' } })
    const lines = Array.from({ length: 200 }, (_, index) => `Task ${index}`)
    const { id } = await company.manager.call(taskRoutes.createImport, { body: ['title', ...lines].join('\r\n') })
    await until(
      'the tasks are imported',
      async () => (await company.manager.call(taskRoutes.getImport, { params: { id } })).status === 'done',
    )
  }, 240_000)
  afterAll(() => system?.remove())

  /** Lets people press during a fault and a moment after it; then all is up again, and everything must be there. */
  const living = async (mark: string, fault: () => Promise<unknown>): Promise<void> => {
    const pressing = press(company, known, mark)
    try {
      await wait(between(300, 800))
      await fault()
      await system.ready()
      await wait(500)
    } finally {
      await pressing.stop()
    }
    try {
      company = await signInAll(system, performers)
      await expectNothingLost(company, known)
    } catch (error) {
      console.log(system.printed().slice(-10_000))
      throw error
    }
  }

  const killOne = async (): Promise<string> => {
    const part = oneOf(parts)
    await wait(between(0, 700))
    await part.kill()
    await wait(between(0, 500))
    await part.start()
    return part.name
  }

  it(`loses and doubles nothing in ${kills} kills with -9 of whatever chance names`, {
    timeout: patience,
  }, async () => {
    for (let kill = 0; kill < kills; kill += killsAtOnce) {
      await living(`kill ${kill}`, async () => {
        const killed: string[] = []
        for (let more = 0; more < Math.min(killsAtOnce, kills - kill); more++) killed.push(await killOne())
        console.log(`killed: ${killed.join(', ')}`)
      })
    }
    expect(known.closed.size).toBeGreaterThan(kills)
    expect(known.created.size).toBeGreaterThan(kills)
    expect(known.reassignments.size).toBeGreaterThan(0)
  })

  it('survives everything killed at once', { timeout: patience }, () =>
    living('power cut', async () => {
      await system.kill()
      await system.start()
    }),
  )

  /** Kills those who listen, until something waits in their queues. */
  const letQueuesFill = async (): Promise<{ listeners: Part; waiting: string[] }> => {
    const listeners = partOf('listeners', [...system.instances('accounts'), ...system.instances('analytics')])
    await listeners.kill()
    let waiting: string[] = []
    await until('messages wait in queues', async () => {
      const queues = Object.entries(await system.rabbitmq.queues())
      waiting = queues.filter(([, messages]) => messages > 0).map(([name]) => name)
      return waiting.length > 0
    })
    return { listeners, waiting }
  }

  it('needs no message that stood in a queue: purged', { timeout: patience }, () =>
    living('purge', async () => {
      const { listeners, waiting } = await letQueuesFill()
      for (const name of waiting) await system.rabbitmq.purgeQueue(name)
      await listeners.start()
    }),
  )

  it('needs no queue either: deleted while everyone works', { timeout: patience }, () =>
    living('deletion', async () => {
      const queues = Object.keys(await system.rabbitmq.queues())
      expect(queues.length).toBeGreaterThan(0)
      for (const name of queues) await system.rabbitmq.deleteQueue(name)
    }),
  )

  it('needs nothing that the broker keeps: its data wiped', { timeout: patience }, () =>
    living('wipe', async () => {
      const { listeners } = await letQueuesFill()
      await system.rabbitmq.kill()
      await system.rabbitmq.wipe()
      await system.rabbitmq.start()
      await listeners.start()
    }),
  )

  it('starts and works without a broker, which is told what it missed when it comes', {
    timeout: patience,
  }, async () => {
    await living('no broker', async () => {
      await system.kill()
      await Promise.all([system.mariadb.start(), system.nginx.start()])
      for (const service of serviceNames) for (const instance of system.instances(service)) instance.start()
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

  it('works on with one of two processes of accounts', { timeout: patience }, async () => {
    const [, second] = system.instances('accounts')
    if (!second) throw new Error('accounts has one process only')
    const lost = partOf('the second', [second])
    await lost.kill()
    const pressing = press(company, known, 'one of two')
    await wait(2_000)
    await pressing.stop()
    await expectNothingLost(company, known)
    await living('two again', lost.start)
  })

  it('closes a day amid kills: each payout charged once, announced once', { timeout: patience }, async () => {
    const { day } = (await readLedger(company)).at(-1) as { day: string }
    const involved = parts.filter(({ name }) => !['auth', 'analytics', 'tasks'].includes(name))
    let closed = false
    const close = async (): Promise<void> => {
      while (!closed) {
        const answer = await company.accountant.answer(accountRoutes.closeDay, { params: { day } }).catch(() => null)
        closed = answer?.status === 200
        await answer?.body?.cancel()
        if (!closed) await wait(100)
      }
    }
    await living('closing', async () => {
      const closing = close()
      for (const part of involved) {
        await wait(between(0, 400))
        await part.kill()
        await wait(between(0, 300))
        await part.start()
      }
      await closing
    })
    await company.delivered()
    await waitForRest(company)
    const issued = await company.accountant.all(accountRoutes.listIssuedPayouts, { query: { day } })
    expect(issued.length).toBeGreaterThan(0)
    expect(new Set(issued.map(({ userId }) => userId)).size).toBe(issued.length)
    const plain = (rows: readonly { id: string; userId: string; amountMinor: number }[]) =>
      rows.map(({ id, userId, amountMinor }) => `${id} ${userId} ${amountMinor}`).sort()
    const payouts = await company.accountant.all(billingRoutes.listPayouts)
    expect(plain(payouts)).toEqual(plain(issued))
    expect(new Set(payouts.map(({ status }) => status))).toEqual(new Set(['paid']))
    const mails = await company.accountant.all(mailerRoutes.listMails)
    expect(mails.map(({ payoutId }) => payoutId).sort()).toEqual(issued.map(({ id }) => id).sort())
    // A letter whose sending was cut off may have gone out: it is sent again, once for each attempt that nobody heard of.
    const caught = await company.accountant.all(mailerRoutes.listCaughtLetters)
    for (const { id, attempts } of mails)
      expect(caught.filter(({ mailId }) => mailId === id).length).toBeLessThanOrEqual(attempts)
    await expectSound(company)
  })
})
