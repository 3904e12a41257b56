import { verifyLedger } from '@popug/accounts'
import { type Database, openMysql, type Row, readPositions } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import type { Kysely } from 'kysely'
import { type ComposedProgram, startPrograms, stopPrograms } from './composed-programs.ts'
import { clearBroker } from './raw-publish.ts'
import { freshDatabase, rabbitmq } from './servers.ts'

interface Looked {
  transactions: Row
  deadLetters: Row
  checkpoints: { topic: string; position: number }
  outbox: { id: number; firstPosition: number | null }
}

/** Tasks and Accounts as the composed mode runs them, each with its database, RabbitMQ between them. */
export interface LedgerStage {
  readonly tasks: Database<object>
  readonly accounts: Database<Looked>
  readonly programs: Readonly<Record<string, ComposedProgram>>
  readonly urls: { readonly tasks: string; readonly accounts: string }
  /** How much Tasks has said, once all of that has its position. */
  said(): Promise<number>
  /** How much of that Accounts has applied. */
  reached(): Promise<number>
  /** Waits until Accounts has applied so many events. */
  applied(events: number, within?: number): Promise<void>
  /** Throws unless the ledger has so many rows, nothing was parked, and it adds up. */
  verify(rows: number): Promise<void>
  remove(): Promise<void>
}

const patience = 600_000

/** The rows of the ledger in order, a batch at a time, so that a million of them need no memory. */
export const ledgerRows = async function* (query: Kysely<Looked>, size: number): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const rows = await query
      .selectFrom('transactions')
      .selectAll()
      .where('number', '>', after)
      .orderBy('number')
      .limit(size)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    after = Number(last.number)
    yield rows
  }
}

/** Starts them on empty databases; with Auth too where people are needed. */
export const startLedgerStage = async ({ people = false, env = {} } = {}): Promise<LedgerStage> => {
  const { url: amqpUrl } = await rabbitmq()
  await clearBroker(amqpUrl)
  const names = people ? (['auth', 'tasks', 'accounts'] as const) : (['tasks', 'accounts'] as const)
  const fresh = new Map<string, Awaited<ReturnType<typeof freshDatabase>>>()
  for (const name of names) fresh.set(name, await freshDatabase(`bench_${name}`))
  const databases = Object.fromEntries([...fresh].map(([name, { url }]) => [name, url]))
  const programs = await startPrograms({ databases, amqpUrl, env })
  const urls = { tasks: databases.tasks ?? '', accounts: databases.accounts ?? '' }
  const tasks = openMysql<object>(urls.tasks, { connections: 4 })
  const accounts = openMysql<Looked>(urls.accounts, { connections: 4 })

  const reached = async (): Promise<number> => {
    const row = accounts.query.selectFrom('checkpoints').select('position').where('topic', '=', 'tasks')
    return (await row.executeTakeFirst())?.position ?? 0
  }

  return {
    tasks,
    accounts,
    programs,
    urls,
    said: async () => {
      const { query } = tasks as unknown as Database<Looked>
      const waiting = query.selectFrom('outbox').select('id').where('firstPosition', 'is', null).limit(1)
      await until('all that was said has its position', async () => !(await waiting.executeTakeFirst()), patience)
      return (await readPositions(tasks)).heads.get('tasks') ?? 0
    },
    reached,
    applied: (events, within = patience) =>
      until(`${events} events are applied`, async () => (await reached()) >= events, within),
    verify: async (rows) => {
      const { count } = await accounts.query
        .selectFrom('transactions')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .executeTakeFirstOrThrow()
      if (Number(count) !== rows) throw new Error(`${count} rows were posted, not ${rows}`)
      const parked = await accounts.query.selectFrom('deadLetters').selectAll().limit(1).execute()
      if (parked.length > 0) throw new Error(`an event was parked: ${JSON.stringify(parked)}`)
      const findings = await verifyLedger({ db: accounts } as unknown as Parameters<typeof verifyLedger>[0])
      const broken = findings.filter(({ offenders }) => offenders.length > 0)
      if (broken.length > 0) throw new Error(`the ledger does not add up: ${JSON.stringify(broken)}`)
    },
    remove: async () => {
      await stopPrograms(programs)
      await tasks.close()
      await accounts.close()
      for (const { drop } of fresh.values()) await drop()
    },
  }
}
