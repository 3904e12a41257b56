import { taskAssigned, taskClosed, transactionPosted } from '@popug/contracts/events.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AnalyticsProgram, dump, posted, reward, startAnalytics } from '../testing/analytics-program.ts'

let program: AnalyticsProgram
beforeEach(async () => {
  program = await startAnalytics()
})
afterEach(() => program.stop())

const taskId = newId()
const [ara, rio] = [newId(), newId()]
const assigned = (userId: string, assignedAt: string) => ({
  assignmentId: newId(),
  taskId,
  userId,
  assignedAt,
  key: 'POP-1',
  title: 'A task',
})
const closed = (userId: string, closedAt: string) => ({ taskId, userId, closedAt })
const timed = async (kind: 'periods' | 'performers') =>
  (await dump(program))[kind].filter(({ period, timedTasks }) => period === 'day' && timedTasks > 0)

/** Puts right what was parked, and has it applied after all that came behind it. */
const replay = async (data: object) => {
  const { listDeadLetters, replayDeadLetter } = logRoutes('analytics')
  const [letter] = (await program.as('admin').call(listDeadLetters)).body.items
  await program.database.query
    .updateTable('deadLetters' as never)
    .set({ event: JSON.stringify({ ...letter!.event, data }) } as never)
    .execute()
  expect((await program.as('admin').call(replayDeadLetter, { params: { id: letter!.id } })).status).toBe(200)
}

describe('the time of a task', () => {
  it('goes from its last assignment to its closing, and counts on the day of the closing for who closed it', async () => {
    await program.say(
      taskAssigned,
      assigned(ara, '2026-03-01T10:00:00.000Z'),
      assigned(rio, '2026-03-01T23:00:00.000Z'),
    )
    await program.say(taskClosed, closed(rio, '2026-03-02T01:30:00.000Z'))
    await program.settled()
    const time = { start: '2026-03-02', timedTasks: 1, closingMs: 9_000_000, times5: 1 }
    expect(await timed('periods')).toEqual([expect.objectContaining(time)])
    expect(await timed('performers')).toEqual([expect.objectContaining({ ...time, userId: rio })])
  })

  it('is not told where the assignment is not known, or was another’s', async () => {
    await program.say(taskClosed, closed(rio, '2026-03-02T01:30:00.000Z'))
    await program.say(taskAssigned, { ...assigned(ara, '2026-03-01T10:00:00.000Z'), taskId: newId() })
    await program.settled()
    expect(await timed('periods')).toEqual([])
    expect((await dump(program)).periods.find(({ start }) => start === '2026-03-02')).toMatchObject({ tasksClosed: 1 })
  })

  it('is mended by an assignment that was parked and is replayed after the closing', async () => {
    const late = assigned(rio, '2026-03-02T01:00:00.000Z')
    await program.say(taskAssigned, assigned(rio, '2026-03-01T10:00:00.000Z'), { ...late, assignedAt: 'soon' })
    await program.say(taskClosed, closed(rio, '2026-03-02T01:04:00.000Z'))
    await program.settled()
    await replay(late)
    const live = await dump(program)
    expect(await timed('periods')).toEqual([
      expect.objectContaining({ timedTasks: 1, closingMs: 240_000, times0: 1, times7: 0, times8: 0 }),
    ])
    const other = await startAnalytics()
    await other.say(taskAssigned, assigned(rio, '2026-03-01T10:00:00.000Z'), late)
    await other.say(taskClosed, closed(rio, '2026-03-02T01:04:00.000Z'))
    await other.settled()
    expect(await dump(other)).toEqual(live)
    await other.stop()
  })
})

it('a correction or a fee that comes weeks later changes the day that the ledger gave it, and that day’s week and month', async () => {
  await program.say(transactionPosted, reward('2026-01-31', 3_000, { userId: ara }), posted({ day: '2026-03-02' }))
  await program.settled()
  const before = await dump(program)
  await program.say(
    transactionPosted,
    posted({ userId: ara, day: '2026-01-31', amountMinor: -5_000, postedAt: '2026-03-02T12:00:00.000Z' }),
    posted({ day: '2026-01-31', kind: 'correction', amountMinor: -70, taskId: null }),
  )
  await program.settled()
  const { periods } = await dump(program)
  const change = { feesMinor: 5_000, rewardsMinor: 3_000, correctionsMinor: -70, losers: 1 }
  expect(periods.filter((row, index) => JSON.stringify(row) !== JSON.stringify(before.periods[index]))).toEqual([
    expect.objectContaining({ ...change, period: 'day', start: '2026-01-31' }),
    expect.objectContaining({ ...change, period: 'month', start: '2026-01-01' }),
    expect.objectContaining({ ...change, period: 'week', start: '2026-01-26' }),
  ])
})
