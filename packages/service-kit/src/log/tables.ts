import type { TopicName } from '@popug/contracts/topology.ts'
import type { Generated } from 'kysely'
import type { Db } from '../db/database.ts'
import { type Migrations, statement } from '../db/migrate.ts'

/** The tables that every service's database has for the log, its leases and its idempotency keys. */
export interface LogTables {
  outbox: {
    id: Generated<number>
    topic: TopicName
    count: number
    /** The events as JSON; empty where they stand in `packed`. */
    events: string
    /** The same packed (packing.ts), where it is long. */
    packed: Uint8Array | null
    occurredAt: number
    correlationId: string
    traceparent: string | null
    firstPosition: number | null
  }
  topics: { topic: TopicName; epoch: number; epochStart: number; head: number; published: number }
  /** Every epoch but the first, and the last position that it shares with the one before. */
  epochs: { topic: TopicName; epoch: number; start: number }
  checkpoints: { topic: TopicName; part: number; epoch: number; position: number; updatedAt: number }
  deadLetters: {
    id: string
    topic: TopicName
    position: number
    type: string
    event: string
    reason: string
    status: 'parked' | 'replayed' | 'discarded'
    parkedAt: number
    settledAt: number | null
  }
  leases: { name: string; owner: string; expiresAt: number }
  idempotencyKeys: {
    actorId: string
    route: string
    key: string
    fingerprint: string
    answer: string
    createdAt: number
  }
}

/** A service's database seen as the log sees it. */
export const logDb = <Tables>(db: Db<Tables>): Db<LogTables> => db as unknown as Db<LogTables>

export const logMigrations: Migrations = {
  '001-outbox': (db, types) =>
    db.schema
      .createTable('outbox')
      .addColumn('id', types.serial)
      .addColumn('topic', types.word, (column) => column.notNull())
      .addColumn('count', types.integer, (column) => column.notNull())
      .addColumn('events', types.longText, (column) => column.notNull())
      .addColumn('occurred_at', types.bigint, (column) => column.notNull())
      .addColumn('correlation_id', types.text(100), (column) => column.notNull())
      .addColumn('traceparent', types.text(100))
      .addColumn('first_position', types.bigint)
      .execute(),
  '002-outbox-position': (db) => statement(db, 'create unique index outbox_position on outbox (topic, first_position)'),
  '003-topics': (db, types) =>
    db.schema
      .createTable('topics')
      .addColumn('topic', types.word, (column) => column.primaryKey())
      .addColumn('epoch', types.integer, (column) => column.notNull())
      .addColumn('epoch_start', types.bigint, (column) => column.notNull())
      .addColumn('head', types.bigint, (column) => column.notNull())
      .addColumn('published', types.bigint, (column) => column.notNull())
      .execute(),
  '004-checkpoints': (db, types) =>
    db.schema
      .createTable('checkpoints')
      .addColumn('topic', types.word, (column) => column.notNull())
      .addColumn('part', types.integer, (column) => column.notNull())
      .addColumn('epoch', types.integer, (column) => column.notNull())
      .addColumn('position', types.bigint, (column) => column.notNull())
      .addColumn('updated_at', types.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('checkpoints_key', ['topic', 'part'])
      .execute(),
  '005-dead-letters': (db, types) =>
    db.schema
      .createTable('dead_letters')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('topic', types.word, (column) => column.notNull())
      .addColumn('position', types.bigint, (column) => column.notNull())
      .addColumn('type', types.text(100), (column) => column.notNull())
      .addColumn('event', types.longText, (column) => column.notNull())
      .addColumn('reason', types.text(2000), (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('parked_at', types.bigint, (column) => column.notNull())
      .addColumn('settled_at', types.bigint)
      .execute(),
  '006-leases': (db, types) =>
    db.schema
      .createTable('leases')
      .addColumn('name', types.text(100), (column) => column.primaryKey())
      .addColumn('owner', types.text(100), (column) => column.notNull())
      .addColumn('expires_at', types.bigint, (column) => column.notNull())
      .execute(),
  '007-idempotency-keys': (db, types) =>
    db.schema
      .createTable('idempotency_keys')
      .addColumn('actor_id', types.text(60), (column) => column.notNull())
      .addColumn('route', types.text(100), (column) => column.notNull())
      .addColumn('key', types.text(200), (column) => column.notNull())
      .addColumn('fingerprint', types.text(64), (column) => column.notNull())
      .addColumn('answer', types.longText, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('idempotency_keys_key', ['actor_id', 'route', 'key'])
      .execute(),
  '008-idempotency-keys-age': (db) =>
    statement(db, 'create index idempotency_keys_age on idempotency_keys (created_at)'),
  '009-epochs': (db, types) =>
    db.schema
      .createTable('epochs')
      .addColumn('topic', types.word, (column) => column.notNull())
      .addColumn('epoch', types.integer, (column) => column.notNull())
      .addColumn('start', types.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('epochs_key', ['topic', 'epoch'])
      .execute(),
  '010-outbox-packed': (db, types) => db.schema.alterTable('outbox').addColumn('packed', types.longBytes).execute(),
}
