import { type DataOf, taskAssigned, transactionPosted } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { mysqlStore, until } from '@popug/service-kit/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SharedServer, startDatabaseServer } from '../../../../tests/servers/database-server.ts'
import { daysOf, dump, posted, startAnalytics } from '../testing/analytics-program.ts'
import { rebuildStatistics } from './rebuild-statistics.ts'

let server: SharedServer
beforeAll(async () => {
  server = await startDatabaseServer({ durable: false })
})
afterAll(() => server?.remove())

const assignedOn = (day: string): DataOf<typeof taskAssigned> => ({
  assignmentId: newId(),
  taskId: newId(),
  userId: newId(),
  assignedAt: `${day}T12:00:00.000Z`,
  key: 'POP-1',
  title: 'A task',
})

it('a batch that is applied while the rebuild clears tables is counted once', async () => {
  const store = await mysqlStore(server.rootUrl)
  const program = await startAnalytics({ database: store.open<object>().database })
  const { database } = program
  const { query, dialect } = database
  await program.say(taskAssigned, assignedOn('2026-03-01'))
  await program.say(transactionPosted, posted({ day: '2026-03-01' }))
  await program.settled()

  // Somebody holds a row that the rebuild wants after it has cleared the days.
  let letGo = (): void => undefined
  const gate = new Promise<void>((open) => {
    letGo = open
  })
  let holds = false
  const holding = database.transaction(async (tx) => {
    await dialect.forUpdate(tx.query.selectFrom('periodPerformers').selectAll()).execute()
    holds = true
    await gate
  })
  await until('the row is held', () => holds)
  const rebuild = program.session().transaction((ctx) => rebuildStatistics(ctx))
  const isLocked = (): Promise<boolean> =>
    query
      .selectFrom('periodStatistics')
      .selectAll()
      .forUpdate()
      .noWait()
      .execute()
      .then(
        () => false,
        () => true,
      )
  await until('the rebuild has cleared the days', isLocked)

  await program.say(taskAssigned, assignedOn('2026-03-02'))
  const isSeen = async (): Promise<boolean> =>
    (
      await query
        .selectFrom('periodStatistics')
        .select('start')
        .where('start', '=', '2026-03-02')
        .where('period', '=', 'day')
        .execute()
    ).length > 0
  // Either the batch has to wait for the rebuild, or it is through before; it may not count twice in either case.
  await until('the batch is applied', isSeen, 1_000).catch(() => undefined)
  letGo()
  await Promise.all([holding, rebuild])
  await program.settled()
  expect(daysOf(await dump(program)).map(({ day, tasksAssigned }) => [day, tasksAssigned])).toEqual([
    ['2026-03-01', 1],
    ['2026-03-02', 1],
  ])
  await program.stop()
  await store.remove()
})
