import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import { addDays } from '@popug/contracts/days.ts'
import { taskAssigned, transactionPosted } from '@popug/contracts/events.ts'
import { roles } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import { audited, until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type AnalyticsProgram,
  dump,
  posted,
  reward,
  sayAll,
  someLedger,
  someTasks,
  startAnalytics,
} from '../testing/analytics-program.ts'

const { listDayStatistics, listTopTasks, rebuild } = analyticsRoutes
let program: AnalyticsProgram
beforeEach(async () => {
  program = await startAnalytics()
})
afterEach(() => program.stop())

describe('days', () => {
  const best = reward('2026-03-03', 3_000)
  beforeEach(async () => {
    await program.say(transactionPosted, posted({ day: '2026-03-01' }), posted({ day: '2026-03-02' }), best)
    const assignedAt = '2026-03-04T00:00:00.000Z'
    await program.say(taskAssigned, {
      ...{ assignmentId: newId(), taskId: newId(), userId: newId() },
      ...{ assignedAt, key: 'POP-1', title: 'A task' },
    })
    await program.settled()
  })

  it('are shown newest first, with figures, top task and currency', async () => {
    const { body } = await program.as('executive').call(listDayStatistics, { query: { from: '2026-03-02' } })
    const nothing = { profitMinor: 0, losers: 0, tasksAssigned: 0, tasksClosed: 0, topTask: null }
    expect(body).toEqual({
      items: [
        { ...nothing, day: '2026-03-04', tasksAssigned: 1 },
        { ...nothing, day: '2026-03-03', profitMinor: -3_000, topTask: { taskId: best.taskId, rewardMinor: 3_000 } },
        { ...nothing, day: '2026-03-02', profitMinor: 1_500, losers: 1 },
      ],
      next: null,
      currency: 'USD',
    })
  })

  it('are paged without holes and cut by from and to', async () => {
    const admin = program.as('admin')
    const seen: string[] = []
    let after: string | undefined
    for (let pages = 0; pages < 10; pages++) {
      const { items, next } = (
        await admin.call(listDayStatistics, { query: { limit: 1, ...(after ? { after } : {}) } })
      ).body
      seen.push(...items.map(({ day }) => day))
      if (next === null) break
      after = next
    }
    expect(seen).toEqual(['2026-03-04', '2026-03-03', '2026-03-02', '2026-03-01'])
    const cut = await admin.call(listDayStatistics, { query: { from: '2026-03-02', to: '2026-03-03' } })
    expect(cut.body.items.map(({ day }) => day)).toEqual(['2026-03-03', '2026-03-02'])
  })
})

describe('top tasks', () => {
  it.each([
    ['day', ['2026-03-03', '2026-03-02', '2026-02-28']],
    ['week', ['2026-03-02', '2026-02-23']],
    ['month', ['2026-03-01', '2026-02-01']],
  ] as const)('of each %s are shown newest first', async (period, starts) => {
    const rows = [reward('2026-02-28', 2_000), reward('2026-03-02', 3_000), reward('2026-03-03', 2_500)]
    await program.say(transactionPosted, ...rows)
    await program.settled()
    const admin = program.as('admin')
    const { items, next, currency } = (await admin.call(listTopTasks, { query: { period } })).body
    expect([next, currency]).toEqual([null, 'USD'])
    expect(items.map(({ from }) => from)).toEqual(starts)
    const [first] = (await admin.call(listTopTasks, { query: { period, limit: 1 } })).body.items
    const top = period === 'day' ? rows[2]! : rows[1]!
    expect(first).toMatchObject({ taskId: top.taskId, rewardMinor: top.amountMinor })
    const lastDay = (await admin.call(listTopTasks, { query: { period, from: '2026-03-03', to: '2026-03-03' } })).body
    expect(lastDay.items).toEqual([first])
  })

  it('are lines of CSV, with decimals, however many there are', async () => {
    const rows = Array.from({ length: 620 }, (_, day) => reward(addDays('2024-06-01', day), 2_000 + day))
    await program.say(transactionPosted, ...rows)
    await program.settled()
    const save = (query: { period: 'day' | 'month'; from?: string; to?: string }) =>
      program.as('executive').call(listTopTasks, { query, headers: { accept: 'text/csv' } })
    const answer = await save({ period: 'day' })
    expect(answer.headers['content-disposition']).toBe('attachment; filename="top-tasks-by-day.csv"')
    const heading = 'from,to,task,reward,currency'
    const line = (from: string, to: string, { taskId, amountMinor }: (typeof rows)[number]): string =>
      [from, to, taskId, (amountMinor / 100).toFixed(2), 'USD'].join(',')
    const byDay = rows.map((row) => line(row.day, row.day, row)).reverse()
    expect(answer.text.split('\r\n')).toEqual([heading, ...byDay, ''])
    const { text } = await save({ period: 'month', from: '2024-07-10', to: '2024-07-20' })
    expect(text.split('\r\n')).toEqual([heading, line('2024-07-01', '2024-07-31', rows[60]!), ''])
  })
})

describe('bad input', () => {
  it.each([
    [{ from: '2026-03-02', to: '2026-03-01' }, '/query/from'],
    [{ from: '2026-02-30' }, '/query/from'],
    [{ to: 'today' }, '/query/to'],
    [{ limit: 0 }, '/query/limit'],
    [{ after: 'x' }, '/query/after'],
    [{ colour: 'red' }, '/query/colour'],
  ])('%j is invalid', async (query, path) => {
    for (const answer of [
      await program.as('admin').call(listDayStatistics, { query: query as never }),
      await program.as('admin').call(listTopTasks, { query: { period: 'day', ...query } as never }),
    ]) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
      const { errors } = answer.body as unknown as { errors: { path: string }[] }
      expect(new Set(errors.map((error) => error.path))).toEqual(new Set([path]))
    }
  })

  it('a top task is asked for by a period that there is', async () => {
    for (const query of [{}, { period: 'year' }]) {
      expect((await program.as('admin').call(listTopTasks, { query: query as never })).status).toBe(400)
    }
  })
})

it.each([
  [listDayStatistics, ['executive', 'admin'], 200],
  [listTopTasks, ['executive', 'admin'], 200],
  [rebuild, ['admin'], 202],
] as const)('who may call $name', async (route, allowed, status) => {
  const query = route === listTopTasks ? { period: 'day' } : {}
  const call = async (caller: ReturnType<AnalyticsProgram['nobody']>) =>
    (await caller.call(route, { query: query as never })).status
  const statuses = await Promise.all(roles.map((role) => call(program.as(role))))
  expect(statuses).toEqual(roles.map((role) => ((allowed as readonly string[]).includes(role) ? status : 403)))
  expect(await call(program.nobody())).toBe(401)
})

describe('the rebuild', () => {
  it('gives the same as living through it, byte for byte', async () => {
    await sayAll(program, someLedger(3_000, 5), someTasks(1_500, 5), 113)
    const live = JSON.stringify(await dump(program))
    await program.database.query.updateTable('periodStatistics').set({ losers: 99 }).execute()
    await program.database.query.deleteFrom('topTasks').where('period', '=', 'week').execute()
    await program.database.query.updateTable('periodPerformers').set({ closingMs: 1, times3: 7 }).execute()
    await program.database.query.deleteFrom('rankedTasks').execute()
    await program.database.query.updateTable('taskTimes').set({ assignedAt: null }).execute()
    const admin = program.as('admin')
    expect(await admin.call(rebuild)).toMatchObject({ status: 202, body: { status: 'started' } })
    await program.settled()
    expect(JSON.stringify(await dump(program))).toBe(live)
    expect(await audited(program)).toEqual([
      { actorId: admin.id, action: 'statistics.rebuilt', subject: '', detail: {} },
    ])
  })

  it('asked for again and again while events come in, it ends with the same figures', async () => {
    const ledger = someLedger(2_000, 6)
    const tasks = someTasks(1_000, 6)
    const other = await startAnalytics()
    await sayAll(other, ledger, tasks, 50)
    const saying = sayAll(program, ledger, tasks, 50)
    for (let times = 0; times < 5; times++) {
      await Promise.all([1, 2].map(() => program.as('admin').call(rebuild)))
      await until('something is read again', async () => (await dump(program)).periods.length > 0)
    }
    await saying
    await program.settled()
    expect(await dump(program)).toEqual(await dump(other))
    await other.stop()
  })
})
