import { taskAssigned, taskAssignedV1, taskClosed, transactionPosted } from '@popug/contracts/events.ts'
import { versionsOf } from '@popug/contracts/versions.ts'
import { type AnyService, newId, type World } from '@popug/service-kit'
import { startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import { expect, it } from 'vitest'
import { services } from './services.ts'

const noon = Date.parse('2026-03-02T12:00:00Z')
const people = Array.from({ length: 3 }, () => newId())
/** Half of the tasks change hands, a third are closed; more than one batch of each. */
const tasks = Array.from({ length: 1_200 }, (_, index) => ({
  taskId: newId(noon - 3_600_000),
  userId: people[index % people.length] ?? '',
}))
const isSecond = (_: unknown, index: number): boolean => index % 2 === 0
const isThird = (_: unknown, index: number): boolean => index % 3 === 0
const assigned = [...tasks, ...tasks.filter(isSecond)].map((task, index) => ({
  ...task,
  assignmentId: newId(),
  assignedAt: new Date(noon - 3_600_000 + index * 1_000).toISOString(),
}))
const closed = tasks.filter(isThird).map((task) => ({ ...task, closedAt: '2026-03-02T11:59:00.000Z' }))
const named = assigned.map((one, index) => ({ ...one, key: `POP-${index}`, title: `Task ${index}` }))

/** Tells the same history with the assignments before `until` in their first version, and the others as they are said now. */
const tell = async (program: TestProgram<World>, until: number): Promise<void> => {
  await program.say(taskAssignedV1, ...assigned.slice(0, until))
  await program.say(taskAssigned, ...named.slice(until))
  await program.say(taskClosed, ...closed)
  await program.settled()
}

const prices = { FEE_MIN_MINOR: '1000', FEE_MAX_MINOR: '1000', REWARD_MIN_MINOR: '3000', REWARD_MAX_MINOR: '3000' }
const start = (service: AnyService): Promise<TestProgram<World>> =>
  startTestProgram({ ...service, jobs: [] }, { now: noon, env: service.name === 'accounts' ? prices : {} })

/** What every listener of assignments makes of them, each table with what orders its rows. */
const madeOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  accounts: { transactions: ['number'], accounts: ['userId'], accountDays: ['day', 'userId'] },
  analytics: {
    periodStatistics: ['period', 'start'],
    periodPerformers: ['period', 'start', 'userId'],
    taskTimes: ['taskId'],
  },
}
const rowsOf = async ({ database }: TestProgram<World>, service: string): Promise<unknown[][]> => {
  const tables: unknown[][] = []
  for (const [table, columns] of Object.entries(madeOf[service] ?? {})) {
    let query = database.query.selectFrom(table as never).selectAll()
    for (const column of columns) query = query.orderBy(column as never)
    tables.push(await query.execute())
  }
  return tables
}
const parked = ({ database }: TestProgram<World>): Promise<unknown[]> =>
  database.query
    .selectFrom('deadLetters' as never)
    .selectAll()
    .execute()

const listeners = services.filter(({ subscriptions }) =>
  subscriptions.some(({ kinds }) => kinds.flatMap(versionsOf).some(({ kind }) => kind === taskAssignedV1)),
)

/** Makes of old events something else: what it cannot list, it counts. Its own tests tell (services/mailer, notes.test.ts). */
const apart = ['mailer']

it('every listener of assignments is looked at', () => {
  expect(listeners.map(({ name }) => name).sort()).toEqual([...Object.keys(madeOf), ...apart].sort())
})

it.each(listeners.filter(({ name }) => name in madeOf).map((service) => [service.name, service] as const))(
  '%s makes of an old log what it makes of a new one, and of one that changes in the middle',
  async (name, service) => {
    const made: unknown[][][] = []
    for (const until of [0, assigned.length, 700]) {
      const program = await start(service)
      try {
        await tell(program, until)
        expect(await parked(program)).toEqual([])
        made.push(await rowsOf(program, name))
      } finally {
        await program.stop()
      }
    }
    const [ofNew = [], ofOld, ofBoth] = made
    expect(ofNew.every((rows) => rows.length > 0)).toBe(true)
    expect(ofOld).toEqual(ofNew)
    expect(ofBoth).toEqual(ofNew)
  },
)

it('what the ledger says of an old log is what it says of a new one', async () => {
  const accounts = services.find(({ name }) => name === 'accounts')
  if (!accounts) throw new Error('there is no accounts service')
  const said: unknown[] = []
  for (const until of [0, assigned.length]) {
    const program = await start(accounts)
    try {
      await tell(program, until)
      said.push(await program.said(transactionPosted))
    } finally {
      await program.stop()
    }
  }
  expect(said[1]).toEqual(said[0])
})
