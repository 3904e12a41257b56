import { analyticsRoutes, type Period, periods } from '@popug/contracts/analytics.ts'
import { taskAssigned, taskClosed, transactionPosted } from '@popug/contracts/events.ts'
import { operationRoutes } from '@popug/contracts/operations.ts'
import { roles } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnalyticsProgram,
  posted,
  reward,
  sayAll,
  someLedger,
  someTasks,
  startAnalytics,
} from '../testing/analytics-program.ts'
import { recount, recountRanked } from '../testing/recount.ts'

const { listPeriodStatistics, listPerformerStatistics, listRankedTasks } = analyticsRoutes
const csv = { accept: 'text/csv' }

describe('a living history', () => {
  const ledger = someLedger(800, 11)
  const tasks = someTasks(400, 11)
  const expected = recount(ledger, tasks, 'Etc/UTC')
  let program: AnalyticsProgram
  beforeAll(async () => {
    program = await startAnalytics({ env: { BUSINESS_TIME_ZONE: 'Etc/UTC' } })
    await sayAll(program, ledger, tasks, 113)
  })
  afterAll(() => program.stop())

  it.each(periods)('is told by %s, page by page, as a recount of all events tells it', async (period) => {
    const rows = []
    let after: string | undefined
    do {
      const query = { period, limit: 100, ...(after ? { after } : {}) }
      const { body } = await program.as('executive').call(listPeriodStatistics, { query })
      rows.push(...body.items)
      after = body.next ?? undefined
    } while (after)
    const counted = expected.periods.filter((row) => row.period === period).reverse()
    expect(
      rows.map(({ closingTimes, to: _, profitMinor, ...row }) => ({
        ...row,
        tasks: closingTimes.tasks,
        ms: closingTimes.totalMs,
        profitMinor,
      })),
    ).toEqual(
      counted.map((row) => ({
        from: row.start,
        feesMinor: row.feesMinor,
        rewardsMinor: row.rewardsMinor,
        profitMinor: row.feesMinor - row.rewardsMinor,
        losers: row.losers,
        payoutsMinor: row.payoutsMinor,
        returnsMinor: row.returnsMinor,
        correctionsMinor: row.correctionsMinor,
        tasksAssigned: row.tasksAssigned,
        tasksClosed: row.tasksClosed,
        tasks: row.timedTasks,
        ms: row.closingMs,
      })),
    )
  })

  it.each(periods)('has each performer of a %s, who earned most first', async (period) => {
    const day = '2025-12-31'
    const call = program.as('admin')
    const { body } = await call.call(listPerformerStatistics, { query: { period, day, limit: 500 } })
    const counted = expected.performers.filter((row) => row.period === period && row.start === body.from)
    expect(body.items).toHaveLength(counted.length)
    expect(body.items.map(({ earnedMinor }) => earnedMinor)).toEqual(
      counted.map(({ earnedMinor }) => earnedMinor).sort((one, other) => other - one),
    )
    for (const { userId, closingTimes, ...item } of body.items) {
      const row = counted.find((one) => one.userId === userId)
      expect(row).toMatchObject({ ...item, timedTasks: closingTimes.tasks, closingMs: closingTimes.totalMs })
    }
    const paged: string[] = []
    let after: string | undefined
    do {
      const page = await call.call(listPerformerStatistics, {
        query: { period, day, limit: 3, ...(after ? { after } : {}) },
      })
      paged.push(...page.body.items.map(({ userId }) => userId))
      after = page.body.next ?? undefined
    } while (after)
    expect(paged).toEqual(body.items.map(({ userId }) => userId))
  })

  it.each([
    ['2024-02-29', '2024-02-29'],
    ['2024-02-28', '2025-12-31'],
    ['2025-12-30', '2026-01-05'],
  ])('ranks the tasks from %s to %s', async (from, to) => {
    const { body } = await program.as('executive').call(listRankedTasks, { query: { from, to } })
    expect(body.items).toEqual(recountRanked(ledger, from, to))
    const few = await program.as('executive').call(listRankedTasks, { query: { from, to, limit: 3 } })
    expect(few.body.items).toEqual(body.items.slice(0, 3))
  })

  it('is found right by what Analytics checks, and wrong where a figure was changed', async () => {
    const { verify } = operationRoutes('analytics')
    const offenders = async () =>
      Object.fromEntries(
        (await program.as('admin').call(verify)).body.items.map((item) => [item.invariant, item.offenders]),
      )
    expect(await offenders()).toEqual({ sums: [], periods: [], times: [] })
    const { query } = program.database
    const change = (figures: object, back: object) => async (row: { period: Period; start: string }) => {
      const at = query.updateTable('periodStatistics').where('period', '=', row.period).where('start', '=', row.start)
      await at.set(figures).execute()
      const found = await offenders()
      await at.set(back).execute()
      return found
    }
    const week = expected.periods.find(({ period, feesMinor }) => period === 'week' && feesMinor > 0)!
    const named = [`week ${week.start}`]
    const { losers, payoutsMinor } = week
    expect(await change({ losers: 99 }, { losers })(week)).toEqual({ sums: named, periods: [], times: [] })
    expect(await change({ payoutsMinor: 1 }, { payoutsMinor })(week)).toEqual({ sums: [], periods: named, times: [] })
    const [task] = tasks.closed
    const of = query.updateTable('taskTimes').where('taskId', '=', task!.taskId)
    await of.set({ closedAt: Date.parse(task!.closedAt) + 777_777_777 }).execute()
    expect(await offenders()).toEqual({ sums: [], periods: [], times: [expect.stringMatching(/ms, not/)] })
  })
})

describe('small figures', () => {
  const [ara, rio] = [newId(1), newId(2)]
  let program: AnalyticsProgram
  beforeAll(async () => {
    program = await startAnalytics()
    const assign = (taskId: string) => ({
      assignmentId: newId(),
      taskId,
      userId: ara,
      assignedAt: '2026-03-01T22:00:00.000Z',
      key: 'POP-1',
      title: 'A task',
    })
    const taskIds = [newId(), newId(), newId()]
    await program.say(taskAssigned, ...taskIds.map(assign))
    const closings = ['2026-03-01T22:04:00.000Z', '2026-03-01T22:40:00.000Z', '2026-05-05T00:00:00.000Z']
    await program.say(
      taskClosed,
      ...closings.map((closedAt, index) => ({ taskId: taskIds[index]!, userId: ara, closedAt })),
    )
    await program.say(
      transactionPosted,
      posted({ userId: ara, day: '2026-03-01', amountMinor: -1_500 }),
      reward('2026-03-01', 3_250, { userId: ara }),
      posted({ userId: rio, day: '2026-02-23', amountMinor: -2_000 }),
      posted({ userId: ara, day: '2026-03-01', kind: 'payout', amountMinor: -1_750, taskId: null, payoutId: newId() }),
    )
    await program.settled()
  })
  afterAll(() => program.stop())

  it('a week from Monday is shown where the range touches it, with its closing times', async () => {
    const query = { period: 'week', from: '2026-02-26', to: '2026-02-27' } as const
    const { body } = await program.as('executive').call(listPeriodStatistics, { query })
    expect(body.items).toEqual([
      {
        from: '2026-02-23',
        to: '2026-03-01',
        feesMinor: 3_500,
        rewardsMinor: 3_250,
        profitMinor: 250,
        losers: 1,
        payoutsMinor: 1_750,
        returnsMinor: 0,
        correctionsMinor: 0,
        tasksAssigned: 3,
        tasksClosed: 2,
        closingTimes: {
          tasks: 2,
          totalMs: 2_640_000,
          meanMs: 1_320_000,
          medianUpToMs: 300_000,
          ninetiethUpToMs: 3_600_000,
          histogram: [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        },
      },
    ])
  })

  it('a median beyond the last bound has none', async () => {
    const { body } = await program
      .as('executive')
      .call(listPeriodStatistics, { query: { period: 'month', from: '2026-05-01' } })
    expect(body.items[0]?.closingTimes).toMatchObject({ tasks: 1, medianUpToMs: null, ninetiethUpToMs: null })
    expect(body.items[0]?.closingTimes.histogram.at(-1)).toBe(1)
  })

  it('periods are lines of CSV, with decimals', async () => {
    const query = { period: 'day', to: '2026-03-01' } as const
    const answer = await program.as('admin').call(listPeriodStatistics, { query, headers: csv })
    expect(answer.headers['content-disposition']).toBe('attachment; filename="days.csv"')
    expect(answer.text.split('\r\n')).toEqual([
      'from,to,fees,rewards,profit,losers,payouts,returns,corrections,currency,assigned,closed,timed,total_ms,mean_ms,median_up_to_ms,ninetieth_up_to_ms',
      '2026-03-01,2026-03-01,15.00,32.50,-17.50,0,17.50,0.00,0.00,USD,3,2,2,2640000,1320000,300000,3600000',
      '2026-02-23,2026-02-23,20.00,0.00,20.00,1,0.00,0.00,0.00,USD,0,0,0,0,,,',
      '',
    ])
  })

  it('performers of a period are lines of CSV', async () => {
    const query = { period: 'week', day: '2026-03-01' } as const
    const answer = await program.as('admin').call(listPerformerStatistics, { query, headers: csv })
    expect(answer.headers['content-disposition']).toBe('attachment; filename="performers-2026-02-23-2026-03-01.csv"')
    expect(answer.text.split('\r\n')).toEqual([
      'user,fees,rewards,earned,currency,assigned,closed,timed,total_ms,mean_ms,median_up_to_ms,ninetieth_up_to_ms',
      `${rio},20.00,0.00,-20.00,USD,0,0,0,0,,,`,
      `${ara},15.00,32.50,17.50,USD,3,2,2,2640000,1320000,300000,3600000`,
      '',
    ])
  })

  it.each([
    [listPeriodStatistics, { period: 'day' }],
    [listPerformerStatistics, { period: 'day', day: '2026-03-01' }],
    [listRankedTasks, {}],
  ] as const)('who may call $name', async (route, query) => {
    const status = async (caller: ReturnType<AnalyticsProgram['nobody']>) =>
      (await caller.call(route, { query: query as never })).status
    const allowed: readonly string[] = ['executive', 'admin']
    const statuses = await Promise.all(roles.map((role) => status(program.as(role))))
    expect(statuses).toEqual(roles.map((role) => (allowed.includes(role) ? 200 : 403)))
    expect(await status(program.nobody())).toBe(401)
  })

  it.each([
    [listPeriodStatistics, { period: 'year' }],
    [listPeriodStatistics, { period: 'day', from: '2026-03-02', to: '2026-03-01' }],
    [listPerformerStatistics, { period: 'week' }],
    [listPerformerStatistics, { period: 'week', day: '2026-02-30' }],
    [listPerformerStatistics, { period: 'month', day: '9999-12-31' }],
    [listPerformerStatistics, { period: 'week', day: '0000-01-01' }],
    [listRankedTasks, { limit: 11 }],
    [listRankedTasks, { from: '2026-03-02', to: '2026-03-01' }],
  ] as const)('$0.name refuses %j', async (route, query) => {
    expect(await program.as('admin').call(route, { query: query as never })).toMatchObject({ status: 400 })
  })

  it.each([
    ['day', 3],
    ['week', 2],
    ['month', 3],
  ] as const)('a range of %ss may begin and end at the edges of the calendar', async (period, all) => {
    const admin = program.as('admin')
    for (const [query, found] of [
      [{ from: '9999-12-31' }, 0],
      [{ to: '0000-01-01' }, 0],
      [{ from: '0000-01-01', to: '9999-12-31' }, all],
    ] as const) {
      const { status, body } = await admin.call(listPeriodStatistics, { query: { period, ...query } })
      expect([status, body.items.length]).toEqual([200, found])
    }
    for (const day of ['0001-01-01', '9999-11-30'])
      expect(await admin.call(listPerformerStatistics, { query: { period, day } })).toMatchObject({ status: 200 })
  })
})
