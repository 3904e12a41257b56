import { setTimeout as wait } from 'node:timers/promises'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, foundCompany, signInAll, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { expectBalances, expectWorkPaid, figuresOf, readLedger, readWork } from '../system/recount.ts'
import type { System } from '../system/system.ts'

const tasks = 2_000
const performers = 8
const kills = 12

/** A request that the process acknowledged must be there whatever happens to the process afterwards. */
describe('killed with -9 again and again in the middle of a reassignment and closings', () => {
  let system: System
  let company: Company
  const acknowledged = {
    reassignments: new Set<string>(),
    closed: new Map<string, string>(),
    created: new Set<string>(),
  }

  beforeAll(async () => {
    // Small chunks, so that kills fall between and inside many of them.
    system = await startEmbeddedSystem({ env: { REASSIGN_CHUNK: '100' } })
    company = await foundCompany(system, performers)
    const lines = Array.from({ length: tasks }, (_, index) => `Task ${index}`)
    const { id } = await company.manager.call(taskRoutes.createImport, { body: ['title', ...lines].join('\r\n') })
    await until('the tasks are imported', async () => {
      const { status, created, refused } = await company.manager.call(taskRoutes.getImport, { params: { id } })
      expect(refused).toEqual([])
      return status === 'done' && created === tasks
    })
  })
  afterAll(() => system.remove())

  /** Presses until the process dies; whatever was answered with success is written down. */
  const press = async (signal: AbortSignal): Promise<void> => {
    const closer = async (performer: Company['performers'][number]): Promise<void> => {
      while (!signal.aborted) {
        const { items } = await performer.call(taskRoutes.listTasks, {
          query: { status: 'open', userId: performer.me.id, limit: 5 },
        })
        if (items.length === 0) await wait(20)
        for (const { id } of items) {
          const answer = await performer.answer(taskRoutes.closeTask, { params: { id } })
          if (answer.status === 200) {
            expect(acknowledged.closed.has(id), `${id} is closed once`).toBe(false)
            acknowledged.closed.set(id, performer.me.id)
          } else expect([403, 409]).toContain(answer.status)
        }
      }
    }
    const creator = async (): Promise<void> => {
      while (!signal.aborted) {
        const { id } = await company.manager.call(taskRoutes.createTask, { body: { title: 'In between' } })
        acknowledged.created.add(id)
        await wait(10)
      }
    }
    const died = (error: unknown): void => {
      if (!signal.aborted) throw error
    }
    await Promise.all([...company.performers.slice(0, 3).map((one) => closer(one).catch(died)), creator().catch(died)])
  }

  it(`keeps every acknowledged request through ${kills} kills`, { timeout: 300_000 }, async () => {
    for (let kill = 0; kill < kills; kill++) {
      const { id } = await company.manager.call(taskRoutes.createReassignment)
      acknowledged.reassignments.add(id)
      const stop = new AbortController()
      const pressing = press(stop.signal)
      const before = acknowledged.closed.size
      // However slow the machine is, something must have been acknowledged that the kill could undo.
      await until('somebody has closed a task', async () => acknowledged.closed.size > before)
      await wait(Math.random() * 500)
      stop.abort()
      await system.kill()
      await pressing
      await system.start()
      company = await signInAll(system, performers)
    }
  })

  it('finishes every reassignment that was acknowledged, each open task once a run', { timeout: 300_000 }, async () => {
    const { manager } = company
    await until(
      'all reassignments are done',
      async () => (await manager.all(taskRoutes.listReassignments)).every(({ status }) => status === 'done'),
      240_000,
    )
    const runs = await manager.all(taskRoutes.listReassignments)
    expect(new Set(runs.map(({ id }) => id))).toEqual(acknowledged.reassignments)
    for (const { total, done } of runs) expect(done).toBe(total)
  })

  it('has lost nothing and doubled nothing', { timeout: 300_000 }, async () => {
    await company.settled()
    const work = await readWork(company)
    const ledger = await readLedger(company)
    const byId = new Map(work.tasks.map((task) => [task.id, task]))
    for (const [id, userId] of acknowledged.closed) expect(byId.get(id)).toMatchObject({ status: 'closed', userId })
    for (const id of acknowledged.created) expect(byId.has(id)).toBe(true)
    expect(acknowledged.closed.size).toBeGreaterThanOrEqual(kills)
    expectWorkPaid(ledger, work)
    await expectBalances(company, ledger)
    const { day } = ledger.at(-1) as { day: string }
    expect(await company.executive.call(accountRoutes.getDay, { params: { day } })).toMatchObject(
      figuresOf(ledger, day),
    )
    const { items } = await company.executive.call(analyticsRoutes.listDayStatistics, { query: { from: day, to: day } })
    const { profitMinor, losers } = figuresOf(ledger, day)
    expect(items).toMatchObject([
      { profitMinor, losers, tasksAssigned: work.assignments.length, tasksClosed: work.closings.length },
    ])
  })
})
