import { dropIndex, type Migrations, statement } from '@popug/service-kit'

/**
 * Numbers and sequences are keys, so two writers that missed each other's rows cannot both commit. The columns of
 * indexes come in the order that lists read them; the primary key that both databases append to each does the rest.
 * Balances have no index: every posting would move its accounts about in it, while a list by balance, which is opened now
 * and then, sorts a hundred thousand accounts in some tens of milliseconds.
 *
 * Days and kinds have none either, which were as dear as all the rest of a row: a day knows its first and last number, and
 * what is neither fee nor reward stands in a list of its own.
 */
export const migrations: Migrations = {
  '001-ledger': (db, types) =>
    db.schema
      .createTable('ledger')
      .addColumn('id', types.integer, (column) => column.primaryKey())
      .addColumn('next_number', types.bigint, (column) => column.notNull())
      .addColumn('last_closed_day', types.day)
      .addColumn('closing_day', types.day)
      .addColumn('closing_after', types.text(60), (column) => column.notNull())
      .addColumn('closing_by', types.id)
      .execute(),
  '002-ledger-row': (db) => statement(db, "insert into ledger (id, next_number, closing_after) values (1, 1, '')"),
  '003-transactions': (db, types) =>
    db.schema
      .createTable('transactions')
      .addColumn('number', types.bigint, (column) => column.primaryKey())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('sequence', types.bigint, (column) => column.notNull())
      .addColumn('at', types.bigint, (column) => column.notNull())
      .addColumn('day', types.day, (column) => column.notNull())
      .addColumn('kind', types.word, (column) => column.notNull())
      .addColumn('task_id', types.id)
      .addColumn('payout_id', types.id)
      .addColumn('amount_minor', types.bigint, (column) => column.notNull())
      .addColumn('balance_minor', types.bigint, (column) => column.notNull())
      .addColumn('reason', types.text(500))
      .addColumn('actor_id', types.id)
      .execute(),
  '004-transactions-account': (db) =>
    statement(db, 'create unique index transactions_account on transactions (user_id, sequence)'),
  '005-transactions-task': (db) => statement(db, 'create index transactions_task on transactions (task_id, kind)'),
  '006-transactions-day': (db) => statement(db, 'create index transactions_day on transactions (day)'),
  '007-transactions-kind': (db) => statement(db, 'create index transactions_kind on transactions (kind)'),
  '008-accounts': (db, types) =>
    db.schema
      .createTable('accounts')
      .addColumn('user_id', types.id, (column) => column.primaryKey())
      .addColumn('balance_minor', types.bigint, (column) => column.notNull())
      .addColumn('sequence', types.bigint, (column) => column.notNull())
      .execute(),
  '009-account-days': (db, types) =>
    db.schema
      .createTable('account_days')
      .addColumn('day', types.day, (column) => column.notNull())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('fees_minor', types.bigint, (column) => column.notNull())
      .addColumn('rewards_minor', types.bigint, (column) => column.notNull())
      .addColumn('paid_out_minor', types.bigint, (column) => column.notNull())
      .addColumn('other_minor', types.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('account_days_key', ['day', 'user_id'])
      .execute(),
  '010-account-days-account': (db) =>
    statement(db, 'create unique index account_days_account on account_days (user_id, day)'),
  '011-days': (db, types) =>
    db.schema
      .createTable('days')
      .addColumn('day', types.day, (column) => column.primaryKey())
      .addColumn('fees_minor', types.bigint, (column) => column.notNull())
      .addColumn('rewards_minor', types.bigint, (column) => column.notNull())
      .addColumn('payouts', types.integer, (column) => column.notNull())
      .addColumn('paid_out_minor', types.bigint, (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull().defaultTo('open'))
      .addColumn('losers', types.integer)
      .addColumn('closed_at', types.bigint)
      .addColumn('closed_by', types.id)
      .execute(),
  '012-payouts': (db, types) =>
    db.schema
      .createTable('payouts')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('day', types.day, (column) => column.notNull())
      .addColumn('amount_minor', types.bigint, (column) => column.notNull())
      .addColumn('issued_at', types.bigint, (column) => column.notNull())
      .addColumn('number', types.bigint, (column) => column.notNull())
      .addColumn('return_number', types.bigint)
      .execute(),
  '013-payouts-once': (db) => statement(db, 'create unique index payouts_once on payouts (user_id, day)'),
  '014-payouts-day': (db) => statement(db, 'create index payouts_day on payouts (day, id)'),
  '015-price-rules': (db, types) =>
    db.schema
      .createTable('price_rules')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('effective_from', types.bigint, (column) => column.notNull())
      .addColumn('fee_min_minor', types.bigint, (column) => column.notNull())
      .addColumn('fee_max_minor', types.bigint, (column) => column.notNull())
      .addColumn('reward_min_minor', types.bigint, (column) => column.notNull())
      .addColumn('reward_max_minor', types.bigint, (column) => column.notNull())
      .addColumn('seed', types.text(64), (column) => column.notNull())
      .execute(),
  '016-reversals': (db, types) =>
    db.schema
      .createTable('reversals')
      .addColumn('number', types.bigint, (column) => column.primaryKey())
      .addColumn('reverses_number', types.bigint, (column) => column.notNull())
      .execute(),
  '017-reversals-once': (db) => statement(db, 'create unique index reversals_once on reversals (reverses_number)'),
  '018-days-first-number': (db) => statement(db, 'alter table days add column first_number bigint'),
  '019-days-last-number': (db) => statement(db, 'alter table days add column last_number bigint'),
  '020-days-numbers': (db) =>
    statement(
      db,
      `update days set
        first_number = (select min(number) from transactions where transactions.day = days.day),
        last_number = case when status = 'closed'
          then (select max(number) from transactions where transactions.day = days.day) end`,
    ),
  '021-transactions-without-day': (db, _, dialect) => dropIndex(db, dialect, 'transactions_day', 'transactions'),
  '022-rare-transactions': (db, types) =>
    db.schema
      .createTable('rare_transactions')
      .addColumn('kind', types.word, (column) => column.notNull())
      .addColumn('number', types.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('rare_transactions_key', ['kind', 'number'])
      .execute(),
  '023-rare-transactions-of-old': (db) =>
    statement(
      db,
      `insert into rare_transactions (kind, number)
        select kind, number from transactions where kind not in ('fee', 'reward')`,
    ),
  '024-transactions-without-kind': (db, _, dialect) => dropIndex(db, dialect, 'transactions_kind', 'transactions'),
  '040-ledger-payout-minimum': (db, types) =>
    db.schema
      .alterTable('ledger')
      .addColumn('payout_min_minor', types.bigint, (column) => column.notNull().defaultTo(1))
      .execute(),
  '041-days-payout-minimum': (db, types) =>
    db.schema
      .alterTable('days')
      .addColumn('payout_min_minor', types.bigint, (column) => column.notNull().defaultTo(1))
      .execute(),
  '042-days-carried': (db, types) =>
    db.schema
      .alterTable('days')
      .addColumn('carried', types.integer, (column) => column.notNull().defaultTo(0))
      .execute(),
  '043-days-carried-minor': (db, types) =>
    db.schema
      .alterTable('days')
      .addColumn('carried_minor', types.bigint, (column) => column.notNull().defaultTo(0))
      .execute(),
  '044-rule-changes': (db, types) =>
    db.schema
      .createTable('rule_changes')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('name', types.word, (column) => column.notNull())
      .addColumn('value', types.text(100), (column) => column.notNull())
      .addColumn('since', types.bigint, (column) => column.notNull())
      .execute(),
}
