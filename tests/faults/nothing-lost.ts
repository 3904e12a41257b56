import { accountRoutes } from '@popug/contracts/accounts.ts'
import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { operationRoutes } from '@popug/contracts/operations.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { expect } from 'vitest'
import { isAllApplied } from '../../apps/embedded/settled.ts'
import { type Company, until } from '../system/company.ts'
import { expectBalances, expectWorkPaid, figuresOf, readLedger, readWork } from '../system/recount.ts'
import type { Acknowledged } from './pressing.ts'

/** Milliseconds that reassignments may take to end, which say more until then. */
const reassignedWithin = 90_000
/** Milliseconds from the last event until everyone has heard everything, whatever happened before: architecture, section 2. */
const arrivesWithin = 10_000

/** Waits until every reassignment has ended and every listener stands at its speaker's head; answers the milliseconds that the latter took. */
export const waitForRest = async (company: Company): Promise<number> => {
  await until(
    'all reassignments are done',
    async () => (await company.manager.all(taskRoutes.listReassignments)).every(({ status }) => status === 'done'),
    reassignedWithin,
  )
  const lastSaid = performance.now()
  await until('everything has arrived', () => isAllApplied(company.admin), arrivesWithin)
  return Math.round(performance.now() - lastSaid)
}

const expectAcknowledged = async (company: Company, known: Acknowledged): Promise<void> => {
  const tasks = await company.manager.all(taskRoutes.listTasks)
  const byId = new Map(tasks.map((task) => [task.id, task]))
  for (const [id, userId] of known.closed) expect(byId.get(id)).toMatchObject({ status: 'closed', userId })
  for (const [title, id] of known.created) expect(byId.get(id)).toMatchObject({ title })
  const titles = tasks.map(({ title }) => title).filter((title) => known.asked.has(title))
  expect(titles.length, 'no request made two tasks').toBe(new Set(titles).size)
  const runs = new Map((await company.manager.all(taskRoutes.listReassignments)).map((run) => [run.id, run]))
  for (const id of known.reassignments) expect(runs.has(id), `reassignment ${id} is there`).toBe(true)
  for (const { total, done } of runs.values()) expect(done).toBe(total)
}

/** Nothing was parked, and every service finds its own rows in order. */
export const expectSound = async ({ admin }: Company): Promise<void> => {
  for (const service of serviceNames) {
    const { items } = await admin.call(logRoutes(service).listSubscriptions)
    for (const { topic, parked } of items) expect({ service, topic, parked }).toEqual({ service, topic, parked: 0 })
    const verified = await admin.call(operationRoutes(service).verify)
    for (const { says, offenders } of verified.items) expect(offenders, `${service}: ${says}`).toEqual([])
  }
}

/**
 * At rest: everything acknowledged is there once, the ledger is what the work says, and analytics what the ledger says. Answers
 * the milliseconds until all had arrived.
 */
export const expectNothingLost = async (company: Company, known: Acknowledged): Promise<number> => {
  const arrived = await waitForRest(company)
  await expectAcknowledged(company, known)
  const work = await readWork(company)
  const ledger = await readLedger(company)
  expectWorkPaid(ledger, work)
  await expectBalances(company, ledger)
  const corrections = ledger.filter(({ kind }) => kind === 'correction')
  const reasons = corrections.map(({ reason }) => reason)
  expect(reasons.length, 'no request made two corrections').toBe(new Set(reasons).size)
  for (const [reason, amountMinor] of known.corrected)
    expect(corrections.find((row) => row.reason === reason)).toMatchObject({ amountMinor })
  const statistics = await company.executive.all(analyticsRoutes.listDayStatistics)
  const days = await company.executive.all(accountRoutes.listDays)
  expect(days.length).toBeGreaterThan(0)
  for (const { day, closedAt: _, status: __, payoutMinMinor: ___, carried, carriedMinor, ...figures } of days) {
    expect(figures).toEqual(figuresOf(ledger, day))
    expect({ carried, carriedMinor }, 'where any amount is paid, nothing is carried').toEqual({
      carried: 0,
      carriedMinor: 0,
    })
    const { profitMinor, losers } = figures
    expect(statistics.find((row) => row.day === day)).toMatchObject({ profitMinor, losers })
  }
  const total = (of: 'tasksAssigned' | 'tasksClosed') => statistics.reduce((sum, row) => sum + row[of], 0)
  expect(total('tasksAssigned')).toBe(work.assignments.length)
  expect(total('tasksClosed')).toBe(work.closings.length)
  await expectSound(company)
  return arrived
}
