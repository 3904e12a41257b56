import { type DeadLetter, logRoutes } from '@popug/contracts/log.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { type ServiceName, serviceNames, type TopicName, topics } from '@popug/contracts/topology.ts'
import { newId, openMysql } from '@popug/service-kit'
import { expect, it } from 'vitest'
import { expectBalances, expectWorkPaid, readLedger, readWork } from '../system/recount.ts'
import { waitForRest } from './nothing-lost.ts'
import { type Poison, poisons } from './poison.ts'
import type { Stage } from './stage.ts'

interface OutboxOnly {
  outbox: {
    topic: TopicName
    count: number
    events: string
    occurredAt: number
    correlationId: string
    traceparent: string | null
    firstPosition: number | null
  }
}

/** A service that says what breaks its contract: whom it concerns puts it aside, and goes on. */
export const poisoning = (stage: () => Stage): void => {
  const sent = poisons()
  const ids = new Map<string, Poison>()

  /** Says something behind a service's back, as a bug in it would: straight into its outbox. */
  const say = async (poison: Poison): Promise<void> => {
    const id = newId()
    ids.set(id, poison)
    const { topic, type, data } = poison
    const { system } = stage()
    const database = openMysql<OutboxOnly>(await system.mariadb.url(topics[topic].speaker), { connections: 1 })
    try {
      const row = { topic, count: 1, events: JSON.stringify([{ id, type, data }]), occurredAt: Date.now() }
      await database.insertMany('outbox', [{ ...row, correlationId: id, traceparent: null, firstPosition: null }])
    } finally {
      await database.close()
    }
  }
  const lettersOf = (service: ServiceName): Promise<DeadLetter[]> =>
    stage().company.admin.all(logRoutes(service).listDeadLetters)

  it(`of ${sent.length} kinds is put aside by those whom it concerns, and by nobody else`, async () => {
    const { company } = stage()
    for (const [index, poison] of sent.entries()) {
      await say(poison)
      if (index % 3 === 0) await company.manager.call(taskRoutes.createTask, { body: { title: `Between ${index}` } })
    }
    // Each is tried for more than half a second before it is put aside, one after the other.
    await company.settled()
    for (const service of serviceNames) {
      const letters = await lettersOf(service)
      const expected = sent.filter(({ parkedBy }) => parkedBy.includes(service))
      expect(letters.map(({ event }) => ids.get(event.id)?.what).sort(), `what ${service} parked`).toEqual(
        expected.map(({ what }) => what).sort(),
      )
      for (const { event, status } of letters) {
        expect(status).toBe('parked')
        expect(event.data).toEqual(ids.get(event.id)?.data)
      }
    }
  })

  it('does not keep the log from going on: what was said between and after is applied', async () => {
    const { company } = stage()
    for (const performer of company.performers) {
      const { items } = await performer.call(taskRoutes.listTasks, {
        query: { status: 'open', userId: performer.me.id },
      })
      for (const { id } of items.slice(0, 2)) await performer.call(taskRoutes.closeTask, { params: { id } })
    }
    await waitForRest(company)
    const work = await readWork(company)
    expect(work.closings.length).toBeGreaterThan(0)
    const ledger = await readLedger(company)
    expectWorkPaid(ledger, work)
    await expectBalances(company, ledger)
  })
}
