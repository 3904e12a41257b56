import type { Logger } from 'pino'
import { Type } from 'typebox'
import type { Database } from '../db/database.ts'
import { type Migrations, migrate } from '../db/migrate.ts'
import { startLoop } from '../jobs/loop.ts'
import type { Courier } from '../log/courier.ts'
import { type FeedPage, readFeed } from '../log/feed.ts'
import { Emission, type Numbering } from '../log/outbox.ts'
import { makeRelay, openTopics, type RelayParts } from '../log/relay.ts'
import { logMigrations } from '../log/tables.ts'

/** The one kind of event of these tests. */
const numberSaid = {
  type: 'number.said.v1',
  topic: 'tasks',
  data: Type.Object({ value: Type.Integer() }),
} as const

export interface SpeakerTables {
  said: { number: number; value: number }
}

const migrations: Migrations = {
  '001-said': (db, types) =>
    db.schema
      .createTable('said')
      .addColumn('number', types.serial)
      .addColumn('value', types.integer, (column) => column.notNull())
      .execute(),
}

export interface Speaker {
  readonly database: Database<SpeakerTables>
  /** Notes values in a table and says them, by one command. */
  say(values: readonly number[]): Promise<void>
  /** What its commands noted, in order: what must be heard. */
  noted(): Promise<number[]>
  feed(after: number, limit: number): Promise<FeedPage>
  stop(): Promise<void>
}

export interface SpeakerParts {
  readonly database: Database<SpeakerTables>
  readonly courier: Courier
  readonly log: Logger
  readonly step?: RelayParts<SpeakerTables>['step']
  readonly numbering?: Numbering
  /** Relays that run at the same time. */
  readonly relays?: number
}

/** Starts a speaker on a database: commands that say numbers, and the relay. */
export const startSpeaker = async ({
  database,
  courier,
  log,
  step,
  numbering,
  relays = 1,
}: SpeakerParts): Promise<Speaker> => {
  await migrate(database, logMigrations, 'log')
  await migrate(database, migrations, 'speaker')
  await openTopics(database, ['tasks'])
  const loops = Array.from({ length: relays }, () =>
    startLoop({
      name: 'relay',
      every: 10,
      log,
      run: makeRelay({ service: 'tasks', database, courier, log, ...(step ? { step } : {}) }, ['tasks']),
    }),
  )
  return {
    database,
    say: async (values) => {
      await database.transaction(async (tx) => {
        const emission = new Emission(1_000, ['tasks'])
        for (const value of values) emission.emit(numberSaid, { value })
        await tx.insertMany(
          'said',
          values.map((value) => ({ value })),
        )
        await emission.write(tx, 'a correlation', null, numbering)
      })
      for (const loop of loops) loop.wake()
    },
    noted: async () =>
      (await database.query.selectFrom('said').select('value').orderBy('number').execute()).map(({ value }) => value),
    feed: (after, limit) => readFeed(database, 'tasks', { topic: 'tasks', after, limit }),
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
      await database.close().catch(() => undefined)
    },
  }
}
