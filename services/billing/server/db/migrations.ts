import type { Migrations } from '@popug/service-kit'
import { bankMigrations } from './bank-migrations.ts'
import { payoutMigrations } from './payout-migrations.ts'

/** Billing's tables from the first on. */
export const migrations: Migrations = {
  '001-cards': (db, types) =>
    db.schema
      .createTable('cards')
      .addColumn('user_id', types.id, (column) => column.primaryKey())
      .addColumn('brand', types.word, (column) => column.notNull())
      .addColumn('last4', types.word, (column) => column.notNull())
      .addColumn('sealed', types.bytes(64), (column) => column.notNull())
      .addColumn('key_id', types.word, (column) => column.notNull())
      .addColumn('changed_at', types.bigint, (column) => column.notNull())
      .execute(),
  '002-payouts': (db, types) =>
    db.schema
      .createTable('payouts')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('day', types.day, (column) => column.notNull())
      .addColumn('amount_minor', types.bigint, (column) => column.notNull())
      .addColumn('currency', types.word, (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('attempts', types.integer, (column) => column.notNull())
      .addColumn('attempts_allowed', types.integer, (column) => column.notNull())
      .addColumn('unanswered', types.integer, (column) => column.notNull())
      .addColumn('due_at', types.bigint)
      .addColumn('failure', types.text(200))
      .addColumn('card_last4', types.word)
      .addColumn('provider_reference', types.text(200))
      .addColumn('issued_at', types.bigint, (column) => column.notNull())
      .addColumn('sent_at', types.bigint)
      .addColumn('paid_at', types.bigint)
      .execute(),
  '003-payouts-by-user': (db) =>
    db.schema.createIndex('payouts_by_user').on('payouts').columns(['user_id', 'id']).execute(),
  '004-payouts-by-day': (db) => db.schema.createIndex('payouts_by_day').on('payouts').columns(['day', 'id']).execute(),
  '005-payouts-by-status': (db) =>
    db.schema.createIndex('payouts_by_status').on('payouts').columns(['status', 'id']).execute(),
  '006-payouts-due': (db) => db.schema.createIndex('payouts_due').on('payouts').columns(['status', 'due_at']).execute(),
  '007-payout-steps': (db, types) =>
    db.schema
      .createTable('payout_steps')
      .addColumn('id', types.serial)
      .addColumn('payout_id', types.id, (column) => column.notNull())
      .addColumn('at', types.bigint, (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('attempt', types.integer, (column) => column.notNull())
      .addColumn('failure', types.text(200))
      .addColumn('actor_id', types.id)
      .execute(),
  '008-payout-steps-by-payout': (db) =>
    db.schema.createIndex('payout_steps_by_payout').on('payout_steps').columns(['payout_id', 'id']).execute(),
  '009-sandbox-charges': (db, types) =>
    db.schema
      .createTable('sandbox_charges')
      .addColumn('payout_id', types.id, (column) => column.primaryKey())
      .addColumn('amount_minor', types.bigint, (column) => column.notNull())
      .addColumn('currency', types.word, (column) => column.notNull())
      .addColumn('outcome', types.word, (column) => column.notNull())
      .addColumn('reference', types.text(200))
      .addColumn('card_last4', types.word)
      .addColumn('attempts', types.integer, (column) => column.notNull())
      .addColumn('at', types.bigint, (column) => column.notNull())
      .execute(),
  ...payoutMigrations,
  ...bankMigrations,
  '010-cards-by-key': (db) =>
    db.schema.createIndex('cards_by_key').on('cards').columns(['key_id', 'user_id']).execute(),
  '011-card-fingerprints': (db, types) =>
    db.schema.alterTable('cards').addColumn('fingerprint', types.bytes(32)).execute(),
  '012-card-fingerprint-keys': (db, types) =>
    db.schema.alterTable('cards').addColumn('fingerprint_key', types.word).execute(),
  '013-cards-by-fingerprint': (db) =>
    db.schema.createIndex('cards_by_fingerprint').on('cards').columns(['fingerprint', 'user_id']).execute(),
}
