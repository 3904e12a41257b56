import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { isSettled, openSqlite, type Program, type Row } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import pino from 'pino'
import { openDataFolder } from '../apps/embedded/data-folder.ts'
import { startEmbedded } from '../apps/embedded/embedded.ts'
import { Person } from '../apps/embedded/person.ts'
import { rawInserts } from './raw-inserts.ts'
import { type Benchmark, type Round, seconds } from './rounds.ts'

const tasks = 8_000
const performers = 16
const clients = 64
const email = 'admin@bench.test'
const password = 'a password of the benchmark'
const patience = 300_000

const gather = async ({ address }: Program): Promise<{ admin: Person; team: Person[] }> => {
  const admin = await new Person(address).signIn(email, password)
  const team: Person[] = []
  for (let index = 0; index < performers; index++) {
    const body = { email: `p${index}@bench.test`, name: `Performer ${index}`, role: 'performer' as const, password }
    await admin.call(authRoutes.createUser, { body })
    team.push(await new Person(address).signIn(body.email, password))
  }
  await until(
    'the performers are known',
    async () => (await admin.all(taskRoutes.listPerformers)).length === performers,
    patience,
  )
  const csv = ['title', ...Array.from({ length: tasks }, (_, index) => `Task ${index}`)].join('\r\n')
  const { id } = await admin.call(taskRoutes.createImport, { body: csv })
  await until(
    'the tasks are there',
    async () => (await admin.call(taskRoutes.getImport, { params: { id } })).status === 'done',
    patience,
  )
  return { admin, team }
}

/** Closes every task over HTTP, so many requests at once. */
const closeAll = async (team: readonly Person[]): Promise<void> => {
  const work: (() => Promise<unknown>)[] = []
  for (const person of team) {
    const mine = await person.all(taskRoutes.listTasks, { query: { userId: person.me.id, status: 'open' } })
    work.push(
      ...mine.map(
        ({ id }) =>
          () =>
            person.call(taskRoutes.closeTask, { params: { id } }),
      ),
    )
  }
  const client = async (): Promise<void> => {
    for (let next = work.pop(); next; next = work.pop()) await next()
  }
  await Promise.all(Array.from({ length: clients }, client))
}

const round = async (): Promise<Round> => {
  const data = mkdtempSync(join(tmpdir(), 'popug-bench-'))
  const folder = openDataFolder(data)
  const env = {
    POPUG_DEMO: '0',
    ADMIN_EMAIL: email,
    ADMIN_PASSWORD: password,
    SIGN_IN_LIMIT: '1000',
    DAY_CLOSING: 'by_hand',
  }
  const program = await startEmbedded({
    env,
    folder,
    log: pino({ level: 'error' }),
    listen: { port: 0, host: '127.0.0.1' },
  })
  try {
    const { admin, team } = await gather(program)
    await until('everything is applied', () => isSettled(program.services), patience)
    const took = await seconds(async () => {
      await closeAll(team)
      await until('everything is posted', () => isSettled(program.services), patience)
    })
    const { next: _, items } = await admin.call(accountRoutes.listTransactions, { query: { kind: 'reward', limit: 1 } })
    if (items.length !== 1) throw new Error('no reward was posted')
    await program.stop()
    const database = openSqlite<{ transactions: Row }>(join(folder.databases, 'accounts.sqlite'))
    const rewards = (await database.query
      .selectFrom('transactions')
      .selectAll()
      .where('kind' as never, '=', 'reward' as never)
      .execute()) as Row[]
    await database.close()
    if (rewards.length !== tasks) throw new Error(`${rewards.length} of ${tasks} closings were posted`)
    return { ours: tasks / took, theirs: await rawInserts(data, rewards) }
  } finally {
    folder.release()
    rmSync(data, { recursive: true, force: true })
  }
}

/** P2 of the goals: the whole way of a closing in the embedded mode, from the HTTP request to the posted reward. */
export const closeToPosted: Benchmark = {
  name: 'P2',
  what: `embedded: ${tasks} closings over HTTP by ${clients} clients until the last reward is posted, SQLite FULL`,
  ratioTo: 'raw inserts of the same rewards, 1,000 a commit',
  goal: 0.8,
  round,
}
