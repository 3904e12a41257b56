import { taskAssigned, taskClosed, transactionPosted } from '@popug/contracts/events.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type AnalyticsProgram,
  daysOf,
  dump,
  type Posted,
  posted,
  reward,
  sayAll,
  someLedger,
  someTasks,
  startAnalytics,
} from '../testing/analytics-program.ts'
import { recount } from '../testing/recount.ts'

let program: AnalyticsProgram
beforeEach(async () => {
  program = await startAnalytics({ env: { BUSINESS_TIME_ZONE: 'Pacific/Auckland' } })
})
afterEach(() => program.stop())

const say = async (...rows: Posted[]) => {
  await program.say(transactionPosted, ...rows)
  await program.settled()
}
const days = async () => daysOf(await dump(program))

describe('profit and losers', () => {
  it('are the mirror of what performers earned by tasks alone', async () => {
    const [ara, rio] = [newId(), newId()]
    await say(
      posted({ userId: ara, amountMinor: -1_500 }),
      reward('2026-03-02', 3_000, { userId: ara }),
      posted({ userId: rio, amountMinor: -2_000 }),
      posted({ userId: rio, kind: 'correction', amountMinor: 9_000, taskId: null }),
      posted({ userId: ara, kind: 'payout', amountMinor: -1_500, taskId: null, payoutId: newId() }),
      posted({ userId: ara, kind: 'payout_return', amountMinor: 1_500, taskId: null, payoutId: newId() }),
    )
    expect(await days()).toEqual([{ day: '2026-03-02', profitMinor: 500, losers: 1, tasksAssigned: 0, tasksClosed: 0 }])
  })

  it.each([
    ['falls below zero', [-10], 1],
    ['falls and climbs back', [-10, 30], 0],
    ['climbs and falls below', [30, -10, -25], 1],
    ['comes to zero exactly', [-10, 10], 0],
    ['crosses zero again and again', [-10, 20, -20, 20, -20], 1],
  ])('a performer who %s', async (_what, amounts, losers) => {
    const userId = newId()
    const rows = amounts.map((amountMinor) => posted({ userId, kind: amountMinor < 0 ? 'fee' : 'reward', amountMinor }))
    for (const row of rows) await say(row)
    expect(await days()).toMatchObject([{ losers }])
    await say(...rows.map((row) => ({ ...row, day: '2026-03-03' })))
    expect(await days()).toMatchObject([{ losers }, { losers }])
  })
})

it('tasks are counted on the business day of their moment', async () => {
  const task = { taskId: newId(), userId: newId() }
  const assigned = (assignedAt: string) => ({
    ...task,
    assignmentId: newId(),
    assignedAt,
    key: 'POP-1',
    title: 'A task',
  })
  // Auckland is 13 hours ahead in summer; its clocks go back at 3:00 on 5 April 2026.
  await program.say(taskAssigned, assigned('2026-03-02T10:59:59.999Z'), assigned('2026-03-02T11:00:00.000Z'))
  await program.say(taskClosed, { ...task, closedAt: '2026-04-05T11:59:59.999Z' })
  await program.say(taskClosed, { ...task, closedAt: '2026-04-05T12:00:00.000Z' })
  await program.settled()
  expect(await days()).toMatchObject([
    { day: '2026-03-02', tasksAssigned: 1, tasksClosed: 0 },
    { day: '2026-03-03', tasksAssigned: 1, tasksClosed: 0 },
    { day: '2026-04-05', tasksAssigned: 0, tasksClosed: 1 },
    { day: '2026-04-06', tasksAssigned: 0, tasksClosed: 1 },
  ])
})

describe('the top task', () => {
  const tops = async () => (await dump(program)).topTasks

  it('is the highest reward of the day, of the week from Monday, and of the month', async () => {
    const sunday = reward('2026-03-01', 4_000)
    const monday = reward('2026-03-02', 2_500)
    const friday = reward('2026-02-27', 3_000)
    await say(friday)
    await say(sunday, monday)
    expect((await tops()).map(({ position: _, rewardMinor: __, ...row }) => row)).toEqual([
      { period: 'day', start: '2026-02-27', finish: '2026-02-27', taskId: friday.taskId },
      { period: 'day', start: '2026-03-01', finish: '2026-03-01', taskId: sunday.taskId },
      { period: 'day', start: '2026-03-02', finish: '2026-03-02', taskId: monday.taskId },
      { period: 'month', start: '2026-02-01', finish: '2026-02-28', taskId: friday.taskId },
      { period: 'month', start: '2026-03-01', finish: '2026-03-31', taskId: sunday.taskId },
      { period: 'week', start: '2026-02-23', finish: '2026-03-01', taskId: sunday.taskId },
      { period: 'week', start: '2026-03-02', finish: '2026-03-08', taskId: monday.taskId },
    ])
  })

  it('is the first posted of equal ones, in one batch and over several', async () => {
    const [first, second, third] = [reward('2026-03-02', 100), reward('2026-03-02', 100), reward('2026-03-03', 100)]
    await say(first, second)
    await say(second)
    await say(third)
    const winners = new Map((await tops()).map(({ period, start, taskId }) => [`${period} ${start}`, taskId]))
    expect(winners.get('day 2026-03-02')).toBe(first.taskId)
    expect(winners.get('day 2026-03-03')).toBe(third.taskId)
    expect(winners.get('week 2026-03-02')).toBe(first.taskId)
    expect(winners.get('month 2026-03-01')).toBe(first.taskId)
  })

  it('is the first posted even where that one was parked and replayed later', async () => {
    const late = reward('2026-03-02', 100)
    const later = reward('2026-03-02', 100)
    await program.say(transactionPosted, { ...late, amountMinor: Number.NaN }, later)
    await program.settled()
    const admin = program.as('admin')
    const { listDeadLetters, replayDeadLetter } = logRoutes('analytics')
    const [letter] = (await admin.call(listDeadLetters)).body.items
    const mended = JSON.stringify({ ...letter!.event, data: late })
    await program.database.query
      .updateTable('deadLetters' as never)
      .set({ event: mended } as never)
      .execute()
    expect((await admin.call(replayDeadLetter, { params: { id: letter!.id } })).status).toBe(200)
    expect(await tops()).toMatchObject(Array(3).fill({ taskId: late.taskId, position: 1 }))
  })
})

it.each([1, 2, 3])('any history gives what a plain count gives, in pieces of any size (seed %i)', async (seed) => {
  const ledger = someLedger(600, seed)
  const tasks = someTasks(300, seed)
  await sayAll(program, ledger, tasks, 37)
  const whole = await dump(program)
  const { periods, performers, topTasks } = recount(ledger, tasks, 'Pacific/Auckland')
  expect(whole.periods).toEqual(periods)
  expect(whole.performers).toEqual(performers)
  expect(whole.topTasks).toEqual(topTasks)
  expect(periods.reduce((sum, { period, timedTasks }) => (period === 'day' ? sum + timedTasks : sum), 0)).toBe(
    tasks.closed.length,
  )

  for (const piece of [1, 1000]) {
    const other = await startAnalytics({ env: { BUSINESS_TIME_ZONE: 'Pacific/Auckland' } })
    await sayAll(other, ledger, tasks, piece)
    const { taskTimes: _, ...figures } = await dump(other)
    // Where tasks stand in the log hangs on the pieces; what is counted from them does not.
    const { taskTimes: __, ...expected } = whole
    expect(figures).toEqual(expected)
    await other.stop()
  }
})
