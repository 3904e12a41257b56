import type { Migrations } from '@popug/service-kit'

/** What payouts have gained since their first tables: reasons of their steps, what holds them, registers, sums of days. */
export const payoutMigrations: Migrations = {
  '020-payout-step-reasons': (db, types) =>
    db.schema.alterTable('payout_steps').addColumn('reason', types.word).execute(),
  '021-payout-step-notes': (db, types) =>
    db.schema.alterTable('payout_steps').addColumn('note', types.text(500)).execute(),
  '022-payout-holds': (db, types) => db.schema.alterTable('payouts').addColumn('hold', types.word).execute(),
  '023-payout-registers-of-payouts': (db, types) =>
    db.schema.alterTable('payouts').addColumn('register_id', types.id).execute(),
  '024-payouts-by-register': (db) =>
    db.schema.createIndex('payouts_by_register').on('payouts').columns(['register_id', 'id']).execute(),
  '025-payout-counted-days': (db, types) =>
    db.schema.alterTable('payouts').addColumn('counted_day', types.day).execute(),
  '026-payouts-by-counted-day': (db) =>
    db.schema.createIndex('payouts_by_counted_day').on('payouts').columns(['counted_day', 'id']).execute(),
  '027-sending-days': (db, types) =>
    db.schema
      .createTable('sending_days')
      .addColumn('day', types.day, (column) => column.primaryKey())
      .addColumn('payouts', types.integer, (column) => column.notNull())
      .addColumn('amount_minor', types.bigint, (column) => column.notNull())
      .execute(),
  '028-payout-registers': (db, types) =>
    db.schema
      .createTable('payout_registers')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('day', types.day, (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('closed_by', types.id)
      .addColumn('opened_at', types.bigint, (column) => column.notNull())
      .addColumn('decided_by', types.id)
      .addColumn('decided_at', types.bigint)
      .addColumn('reason', types.text(500))
      .addColumn('followed', types.integer, (column) => column.notNull())
      .execute(),
  '029-payout-registers-by-day': (db) =>
    db.schema.createIndex('payout_registers_by_day').on('payout_registers').columns(['day', 'status', 'id']).execute(),
  '030-payout-registers-by-status': (db) =>
    db.schema
      .createIndex('payout_registers_by_status')
      .on('payout_registers')
      .columns(['followed', 'status', 'id'])
      .execute(),
  '031-payouts-by-paid-at': (db) =>
    db.schema.createIndex('payouts_by_paid_at').on('payouts').columns(['paid_at', 'id']).execute(),
  '032-reconciliations': (db, types) =>
    db.schema
      .createTable('reconciliations')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('from_day', types.day, (column) => column.notNull())
      .addColumn('to_day', types.day, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .addColumn('actor_id', types.id, (column) => column.notNull())
      .addColumn('lines', types.integer, (column) => column.notNull())
      .execute(),
  '033-reconciliation-lines': (db, types) =>
    db.schema
      .createTable('reconciliation_lines')
      .addColumn('reconciliation_id', types.id, (column) => column.notNull())
      .addColumn('number', types.integer, (column) => column.notNull())
      .addColumn('outcome', types.word, (column) => column.notNull())
      .addColumn('reason', types.word)
      .addColumn('line', types.integer)
      .addColumn('payout_id', types.id)
      .addColumn('reference', types.text(200))
      .addColumn('register_minor', types.bigint)
      .addColumn('paid_minor', types.bigint)
      .addPrimaryKeyConstraint('reconciliation_lines_key', ['reconciliation_id', 'number'])
      .execute(),
  '034-reconciliation-lines-by-outcome': (db) =>
    db.schema
      .createIndex('reconciliation_lines_by_outcome')
      .on('reconciliation_lines')
      .columns(['reconciliation_id', 'outcome', 'number'])
      .execute(),
}
