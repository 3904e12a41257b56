import type { CloudEvent } from '@popug/contracts/events.ts'
import type { Logger } from 'pino'
import type { Database, Db } from '../db/database.ts'
import { type Migrations, migrate } from '../db/migrate.ts'
import { type ApplyParts, applierOf } from '../log/apply.ts'
import { type Checkpoint, moveCheckpoint, openCheckpoint, readCheckpoint } from '../log/checkpoint.ts'
import type { Courier } from '../log/courier.ts'
import type { FeedPage } from '../log/feed.ts'
import { type Subscription, startSubscription } from '../log/subscription.ts'
import { type LogTables, logDb, logMigrations } from '../log/tables.ts'

export interface ListenerTables {
  heard: { number: number; value: number }
  sums: { name: string; total: number }
}

const migrations: Migrations = {
  '001-heard': (db, types) =>
    db.schema
      .createTable('heard')
      .addColumn('number', types.serial)
      .addColumn('value', types.integer, (column) => column.notNull())
      .execute(),
  '002-sums': (db, types) =>
    db.schema
      .createTable('sums')
      .addColumn('name', types.word, (column) => column.primaryKey())
      .addColumn('total', types.bigint, (column) => column.notNull())
      .execute(),
}

const topic = 'tasks'
const numberOf = (event: CloudEvent): number => (event.data as { value: number }).value

/** Writes values down in the order of hearing, and adds them up: a value applied twice shows in both. */
export const writeDown = async (tx: Db<ListenerTables>, events: readonly CloudEvent[]): Promise<() => void> => {
  const values = events.map(numberOf)
  await tx.insertMany(
    'heard',
    values.map((value) => ({ value })),
  )
  await tx.addMany('sums', ['name'], [{ name: 'all', total: values.reduce((sum, value) => sum + value, 0) }])
  return () => undefined
}

export interface ListenerParts {
  readonly database: Database<ListenerTables>
  readonly courier: Courier
  readonly log: Logger
  readonly feed: (after: number, limit: number) => Promise<FeedPage>
  readonly step?: ApplyParts<ListenerTables>['step']
  /** What it does with events; `writeDown` unless told. */
  readonly handle?: typeof writeDown
  /** Milliseconds between two looks at the head. */
  readonly tailCheckEvery?: number
}

export interface Listener {
  readonly database: Database<ListenerTables>
  readonly subscription: Subscription
  heard(): Promise<number[]>
  sum(): Promise<number>
  checkpoint(): Promise<Checkpoint>
  deadLetters(): Promise<LogTables['deadLetters'][]>
  stop(): Promise<void>
}

/** Starts a listener on a database, with the real subscription and checkpoint. */
export const startListener = async (parts: ListenerParts): Promise<Listener> => {
  const { database, courier, log, step, handle = writeDown } = parts
  await migrate(database, logMigrations, 'log')
  await migrate(database, migrations, 'listener')
  await openCheckpoint(database, topic, 0)
  const subscription = startSubscription({
    topic,
    log,
    tailCheckEvery: parts.tailCheckEvery ?? 25,
    isCourierDown: () => courier.state() === 'down',
    readFeed: parts.feed,
    readCheckpoint: () => readCheckpoint(database, topic),
    enterEpoch: (from, to) => database.transaction((tx) => moveCheckpoint(tx, topic, from, to, 0)),
    apply: applierOf({ topic, database, now: () => 0, log, handle, ...(step ? { step } : {}) }),
  })
  const leave = await courier.subscribe('accounts', topic, (batch) => subscription.deliver(batch))
  return {
    database,
    subscription,
    heard: async () =>
      (await database.query.selectFrom('heard').select('value').orderBy('number').execute()).map(({ value }) => value),
    sum: async () => Number((await database.query.selectFrom('sums').select('total').executeTakeFirst())?.total ?? 0),
    checkpoint: () => readCheckpoint(database, topic),
    deadLetters: () => logDb(database).query.selectFrom('deadLetters').selectAll().orderBy('position').execute(),
    stop: async () => {
      await subscription.stop()
      await leave()
    },
  }
}
