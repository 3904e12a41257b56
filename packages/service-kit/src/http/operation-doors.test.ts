import { payoutIssued, taskAssigned } from '@popug/contracts/events.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { foundMissing, operationRoutes } from '@popug/contracts/operations.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import { Type } from 'typebox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pageFrom, pageRequest } from '../db/page.ts'
import { newId } from '../ids.ts'
import { logDb } from '../log/tables.ts'
import { wordsOf } from '../service/service.ts'
import { startTestProgram, type TestProgram } from '../testing/test-program.ts'
import { until } from '../testing/until.ts'

interface Counting {
  tables: { heard: { id: string; times: number } }
  settings: object
  tools: object
}
const { service, subscription } = wordsOf<Counting>()

/** Counts how often it hears of each task, and remembers each payout once. */
const counting = service({
  name: 'billing',
  settings: Type.Object({}),
  migrations: {
    '001-heard': (db, types) =>
      db.schema
        .createTable('heard')
        .addColumn('id', types.id, (column) => column.primaryKey())
        .addColumn('times', types.integer, (column) => column.notNull())
        .execute(),
  },
  tools: async () => ({}),
  doors: [],
  subscriptions: [
    subscription('tasks', [taskAssigned], ({ db }, events) =>
      db.addMany(
        'heard',
        ['id'],
        events.map(({ data }) => ({ id: data.taskId, times: 1 })),
      ),
    ),
    subscription(
      'payouts',
      [payoutIssued],
      async ({ db }, events) => {
        await db.insertMissing(
          'heard',
          events.map(({ data }) => ({ id: data.payoutId, times: 1 })),
        )
      },
      { repeatable: true },
    ),
  ],
  jobs: [],
  verify: async ({ db }) => {
    const rows = await db.query.selectFrom('heard').selectAll().execute()
    const offenders = rows.filter(({ times }) => times > 1).map(({ id }) => id)
    return [{ invariant: 'once', says: 'each is heard once', checked: rows.length, offenders }]
  },
  facts: {
    heard: async ({ db }, asked) => {
      const { after, limit } = pageRequest(asked, 1)
      let query = db.query.selectFrom('heard').selectAll()
      if (after) query = query.where('id', '>', String(after[0]))
      const rows = await query
        .orderBy('id')
        .limit(limit + 1)
        .execute()
      const page = pageFrom(rows, limit, ({ id }) => [id])
      return { items: page.items.map(({ id, times }) => ({ id, value: String(times) })), next: page.next }
    },
  },
})

let program: TestProgram<Counting>
beforeEach(async () => {
  program = await startTestProgram(counting)
})
afterEach(() => program.stop())

const routes = operationRoutes('billing')
const log = logRoutes('billing')
const assigned = (taskId = newId()) => ({
  assignmentId: newId(),
  taskId,
  userId: newId(),
  assignedAt: new Date(0).toISOString(),
  key: 'POP-1',
  title: 'A task',
})
const issued = () => ({
  payoutId: newId(),
  userId: newId(),
  day: '2026-03-02',
  amountMinor: 5,
  currency: 'USD',
  issuedAt: new Date(0).toISOString(),
})
const park = (positions: number[], replayed = 0, topic: TopicName = 'tasks') =>
  program.as('admin').call(routes.parkEvents, { params: { topic }, body: { positions, replayed } })
const rewind = (topic: TopicName, position: number) =>
  program.as('admin').call(routes.rewind, { params: { topic }, body: { position } })
const replay = (id: string) => program.as('admin').call(log.replayDeadLetter, { params: { id } })
const times = async (id: string): Promise<number> =>
  (await program.database.query.selectFrom('heard').select('times').where('id', '=', id).executeTakeFirst())?.times ?? 0
const standing = async (topic: TopicName) =>
  (await program.as('admin').call(log.listSubscriptions)).body.items.find((one) => one.topic === topic)

describe('an event that left no effect', () => {
  const task = newId()
  beforeEach(async () => {
    await program.say(taskAssigned, assigned(), assigned(task), assigned())
    await program.settled()
    await program.database.query.deleteFrom('heard').where('id', '=', task).execute()
  })

  it('is parked and replayed, and the others are left alone', async () => {
    const { body } = await park([2])
    expect(body.items).toMatchObject([{ position: 2, reason: foundMissing, event: { data: { taskId: task } } }])
    expect((await replay(body.items[0]!.id)).status).toBe(200)
    expect(await times(task)).toBe(1)
    expect(await standing('tasks')).toMatchObject({ position: 3, parked: 0, replayed: 1 })
    const { items } = (await program.as('admin').call(routes.verify)).body
    expect(items).toMatchObject([{ invariant: 'once', checked: 3, offenders: [] }, { invariant: 'I12' }])
  })

  it('is applied once by two who found it missing at the same time', async () => {
    const [one, other] = await Promise.all([park([2]), park([2])])
    expect(one.body.items.map(({ id }) => id)).toEqual(other.body.items.map(({ id }) => id))
    const { id } = one.body.items[0]!
    const answers = await Promise.all([replay(id), replay(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await times(task)).toBe(1)
  })

  it('is not applied for who found it missing before it was mended', async () => {
    await replay((await park([2])).body.items[0]!.id)
    expect((await park([2])).body).toMatchObject({ code: 'log_moved_on' })
    expect(await times(task)).toBe(1)
  })

  it('that has not been heard yet, or never was said, is refused', async () => {
    expect((await park([3, 4])).body).toMatchObject({ code: 'invalid' })
    expect((await park([1], 0, 'ledger')).body).toMatchObject({ code: 'not_found' })
    expect((await standing('tasks'))?.parked).toBe(0)
  })
})

describe('a rewind', () => {
  it('lets a listener that it does not harm hear everything again', async () => {
    const [first, second] = [issued(), issued()]
    await program.say(payoutIssued, first, second)
    await program.settled()
    await program.database.query.deleteFrom('heard').where('id', '=', second.payoutId).execute()
    expect((await rewind('payouts', 0)).body).toEqual({ from: 2, to: 0 })
    await until('the second is there again', async () => (await times(second.payoutId)) === 1)
    await program.settled()
    expect(await times(first.payoutId)).toBe(1)
  })

  it('discards what was parked behind it, for it comes again', async () => {
    await program.say(payoutIssued, { ...issued(), amountMinor: 0 })
    await program.settled()
    await rewind('payouts', 0)
    const letters = () => logDb(program.database).query.selectFrom('deadLetters').select('status').orderBy('id')
    await until('it has been parked anew', async () => (await letters().execute()).length === 2)
    expect((await letters().execute()).map(({ status }) => status)).toEqual(['discarded', 'parked'])
  })

  it('is refused forward, and where events must not be heard twice', async () => {
    await program.say(taskAssigned, assigned())
    await program.settled()
    expect((await rewind('payouts', 1)).body).toMatchObject({ code: 'invalid' })
    expect((await rewind('tasks', 0)).body).toMatchObject({ code: 'not_repeatable' })
    expect((await standing('tasks'))?.position).toBe(1)
  })
})

it('facts come in pages, by id, and only of kinds that are known', async () => {
  const tasks = [assigned(), assigned(), assigned()]
  await program.say(taskAssigned, ...tasks)
  await program.settled()
  const list = (kind: string, after?: string) =>
    program.as('admin').call(routes.listFacts, { query: { kind, limit: 2, ...(after ? { after } : {}) } })
  const first = (await list('heard')).body
  const second = (await list('heard', first.next as string)).body
  expect([...first.items, ...second.items]).toEqual(
    tasks.map(({ taskId }) => ({ id: taskId, value: '1' })).sort((one, other) => (one.id < other.id ? -1 : 1)),
  )
  expect([first.items.length, second.next]).toEqual([2, null])
  expect((await list('secrets')).status).toBe(404)
  expect((await list('constructor')).status).toBe(404)
})

it('seconds of lag are those since the oldest event that was not applied', async () => {
  await program.say(taskAssigned, assigned())
  await program.settled()
  // What the courier brought is applied before the speaker has been asked how much it has said.
  await until('the head is known', async () => (await standing('tasks'))?.lag !== null)
  expect(await standing('tasks')).toMatchObject({ lag: 0, lagSeconds: 0, repeatable: false })
  // An epoch that the speaker has not reached: the subscription waits there.
  program.clock.set(Date.now() + 90_000)
  await program.database.transaction(async (tx) => {
    await logDb(tx)
      .query.updateTable('checkpoints')
      .set({ position: 0, epoch: 9 })
      .where('topic', '=', 'tasks')
      .execute()
  })
  const seen = await standing('tasks')
  expect(seen).toMatchObject({ position: 0, lag: 1 })
  expect(seen?.lagSeconds).toBeGreaterThanOrEqual(89)
})
