import { taskAssigned, transactionPosted } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { makeTestStore, startTestProgram } from '@popug/service-kit/testing'
import { expect, it } from 'vitest'
import { analyticsService } from '../service.ts'
import { dump, posted, startAnalytics } from '../testing/analytics-program.ts'
import { subscription } from '../world.ts'
import { migrations } from './migrations.ts'

it('what was heard before there were weeks and months is heard again from the beginning', async () => {
  const store = await makeTestStore()
  const early = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '004'))
  const hearing = subscription('ledger', [transactionPosted], async () => undefined)
  const working = subscription('tasks', [taskAssigned], async (_ctx, [event]) => {
    if (event?.data.assignedAt === 'soon') throw new Error('this one is parked')
  })
  const ids = { assignmentId: newId(), taskId: newId(), userId: newId() }
  const assignment = { ...ids, assignedAt: '2026-03-02T10:00:00.000Z', key: 'POP-1', title: 'A task' }

  const before = await startTestProgram(
    { ...analyticsService, migrations: early, subscriptions: [hearing, working] },
    { database: store.open<object>().database },
  )
  await before.say(transactionPosted, posted(), posted())
  await before.say(taskAssigned, { ...assignment, assignedAt: 'soon' })
  await before.settled()
  await before.stop()

  const after = await startAnalytics({ database: store.open<object>().database })
  await after.say(transactionPosted, posted(), posted())
  await after.say(taskAssigned, assignment)
  await after.settled()
  const { periods } = await dump(after)
  expect(periods.map(({ period, feesMinor, tasksAssigned }) => [period, feesMinor, tasksAssigned])).toEqual([
    ['day', 3_000, 1],
    ['month', 3_000, 1],
    ['week', 3_000, 1],
  ])
  const letters = await after.database.query
    .selectFrom('deadLetters' as never)
    .selectAll()
    .execute()
  expect(letters).toMatchObject([{ status: 'discarded' }])
  await after.stop()
  await store.remove()
})
