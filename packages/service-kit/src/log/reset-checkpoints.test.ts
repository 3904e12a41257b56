import { taskAssigned } from '@popug/contracts/events.ts'
import { Type } from 'typebox'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newId } from '../ids.ts'
import { wordsOf } from '../service/service.ts'
import { startTestProgram, type TestProgram } from '../testing/test-program.ts'
import { until } from '../testing/until.ts'
import { readCheckpoint, resetCheckpoints } from './checkpoint.ts'
import { logDb } from './tables.ts'

interface Counting {
  tables: { heard: { taskId: string; times: number } }
  settings: object
  tools: object
}
const { service, subscription } = wordsOf<Counting>()

const counting = service({
  name: 'analytics',
  settings: Type.Object({}),
  migrations: {
    '001-heard': (db, types) =>
      db.schema
        .createTable('heard')
        .addColumn('task_id', types.id, (column) => column.primaryKey())
        .addColumn('times', types.integer, (column) => column.notNull())
        .execute(),
  },
  tools: async () => ({}),
  doors: [],
  subscriptions: [
    subscription('tasks', [taskAssigned], async ({ db }, events) => {
      await db.addMany(
        'heard',
        ['taskId'],
        events.map(({ data }) => ({ taskId: data.taskId, times: 1 })),
      )
    }),
  ],
  jobs: [],
})

let program: TestProgram<Counting>
beforeEach(async () => {
  program = await startTestProgram(counting)
})
afterEach(() => program.stop())

const times = async (): Promise<number[]> =>
  (await program.database.query.selectFrom('heard').select('times').execute()).map((row) => row.times)

const assigned = (taskId: string) => ({
  assignmentId: newId(),
  taskId,
  userId: newId(),
  assignedAt: new Date(0).toISOString(),
  key: 'POP-1',
  title: 'A task',
})

it('an idle subscription that is set back reads everything anew, once', async () => {
  await program.say(taskAssigned, ...Array.from({ length: 2_500 }, () => assigned(newId())))
  await program.settled()
  await program.database.transaction(async (tx) => {
    await tx.query.deleteFrom('heard').execute()
    await resetCheckpoints(tx, ['tasks'], 7)
    // Looked at within the transaction: after it the subscription may be on its way again at once.
    expect((await readCheckpoint(tx, 'tasks')).position).toBe(0)
  })
  await until('everything has been heard again', async () => (await times()).length === 2_500)
  await program.settled()
  expect(new Set(await times())).toEqual(new Set([1]))
})

it('what was parked is discarded, for it comes again', async () => {
  await program.say(taskAssigned, assigned('no id'))
  await program.settled()
  await program.database.transaction((tx) => resetCheckpoints(tx, ['tasks'], 7))
  const letters = () => logDb(program.database).query.selectFrom('deadLetters').select('status').orderBy('id').execute()
  await until('it has been parked anew', async () => (await letters()).length === 2)
  expect((await letters()).map(({ status }) => status)).toEqual(['discarded', 'parked'])
})
