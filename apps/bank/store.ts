import type { SandboxMood } from '@popug/contracts/billing.ts'
import type { Migrations } from '@popug/service-kit'

/** What the bank was asked under one key, and what came of it. The card is known by its last four digits alone. */
export interface Entry {
  readonly idempotencyKey: string
  readonly payoutId: string
  readonly amountMinor: number
  readonly currency: string
  /** `new`: asked, and nothing has come of it. */
  readonly status: 'new' | 'pending' | 'paid' | 'refused'
  readonly mood: SandboxMood
  readonly cardLast4: string
  readonly reason: string | null
  readonly reference: string | null
  readonly attempts: number
  readonly askedAt: number
  readonly paidAt: number | null
  /** When a pending one is paid. */
  readonly settlesAt: number | null
}

/** A message on its way to whoever ordered a payout. */
export interface Notice {
  readonly id: string
  readonly body: string
  readonly attempts: number
  /** Null once it has arrived, or was given up. */
  readonly dueAt: number | null
  readonly deliveredAt: number | null
}

export interface Tables {
  entries: Entry
  notices: Notice
}

/** The bank's tables from the first on. */
export const migrations: Migrations = {
  '001-entries': (db, types) =>
    db.schema
      .createTable('entries')
      .addColumn('idempotency_key', types.text(64), (column) => column.primaryKey())
      .addColumn('payout_id', types.text(64), (column) => column.notNull())
      .addColumn('amount_minor', types.bigint, (column) => column.notNull())
      .addColumn('currency', types.word, (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('mood', types.word, (column) => column.notNull())
      .addColumn('card_last4', types.word, (column) => column.notNull())
      .addColumn('reason', types.word)
      .addColumn('reference', types.text(80))
      .addColumn('attempts', types.integer, (column) => column.notNull())
      .addColumn('asked_at', types.bigint, (column) => column.notNull())
      .addColumn('paid_at', types.bigint)
      .addColumn('settles_at', types.bigint)
      .execute(),
  '002-entries-by-status': (db) =>
    db.schema.createIndex('entries_by_status').on('entries').columns(['status', 'settles_at']).execute(),
  '003-entries-by-time': (db) =>
    db.schema.createIndex('entries_by_time').on('entries').columns(['asked_at', 'idempotency_key']).execute(),
  '004-notices': (db, types) =>
    db.schema
      .createTable('notices')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('body', types.text(2_000), (column) => column.notNull())
      .addColumn('attempts', types.integer, (column) => column.notNull())
      .addColumn('due_at', types.bigint)
      .addColumn('delivered_at', types.bigint)
      .execute(),
  '005-notices-due': (db) => db.schema.createIndex('notices_due').on('notices').columns(['due_at']).execute(),
}
