import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authRoutes } from '@popug/contracts/auth.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import {
  inProcessCourier,
  isSettled,
  openSqlite,
  type Program,
  type Row,
  startProgram,
  systemClock,
} from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import pino from 'pino'
import { Person } from '../apps/embedded/person.ts'
import { services } from '../apps/embedded/services.ts'
import { readAll } from '../apps/embedded/settings.ts'
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

/** The services of the way from a closing to its reward, on the embedded mode's databases. */
const start = (folder: string, names: readonly string[]): Promise<Program> => {
  const secrets = { SERVICE_SECRET: 'x'.repeat(32), CARD_KEY: '0'.repeat(64) }
  const env = {
    ...secrets,
    ADMIN_EMAIL: email,
    ADMIN_PASSWORD: password,
    SIGN_IN_LIMIT: '1000',
    DAY_CLOSING: 'by_hand',
  }
  return startProgram({
    services: services.filter(({ name }) => names.includes(name)),
    settings: readAll(env),
    openDatabase: (name) => openSqlite(join(folder, `${name}.sqlite`)),
    courier: inProcessCourier(),
    clock: systemClock,
    log: pino({ level: 'silent' }),
    listen: { port: 0, host: '127.0.0.1' },
  })
}

const rewardsIn = async (folder: string): Promise<Row[]> => {
  const database = openSqlite<{ transactions: Row & { kind: string } }>(join(folder, 'accounts.sqlite'))
  const rows = await database.query.selectFrom('transactions').selectAll().where('kind', '=', 'reward').execute()
  await database.close()
  return rows
}

const round = async (): Promise<Round> => {
  const folder = mkdtempSync(join(tmpdir(), 'popug-bench-'))
  try {
    // While Accounts is away every closing is acknowledged, and waits in the outbox of Tasks, one row each.
    const closing = await start(folder, ['auth', 'tasks'])
    const { team } = await gather(closing)
    const closed = await seconds(() => closeAll(team))
    await closing.stop()

    const posting = await start(folder, ['auth', 'tasks', 'accounts'])
    const behind = { fees: tasks, rewards: tasks }
    const took = await seconds(() => until('everything is posted', () => isSettled(posting.services), patience))
    await posting.stop()

    const rewards = await rewardsIn(folder)
    if (rewards.length !== behind.rewards) throw new Error(`${rewards.length} of ${tasks} closings were posted`)
    const theirs = [await rawInserts(folder, rewards)]
    return {
      ours: (behind.fees + behind.rewards) / took,
      theirs,
      also: { 'closings over HTTP a second': tasks / closed },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** P2 of the goals: what was closed while the ledger was away, until the last reward is posted. */
export const closeToPosted: Benchmark = {
  name: 'P2',
  what: `embedded: ${tasks} tasks closed while the ledger was away, until every fee and reward is posted, SQLite FULL`,
  unit: 'rows/s',
  yardsticks: [{ what: 'raw inserts of the same rows, 1,000 a commit', goal: 0.8 }],
  round,
}
