import { type Migrations, statement } from '@popug/service-kit'

/** The history of the mailer's database. */
export const migrations: Migrations = {
  '001-mails': (db, types) =>
    db.schema
      .createTable('mails')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('payout_id', types.id, (column) => column.notNull())
      .addColumn('kind', types.word, (column) => column.notNull())
      .addColumn('amount_minor', types.bigint, (column) => column.notNull())
      .addColumn('currency', types.word, (column) => column.notNull())
      .addColumn('day', types.day, (column) => column.notNull())
      .addColumn('reason', types.longText)
      .addColumn('message_id', types.text(320), (column) => column.notNull())
      .addColumn('language', types.word)
      .addColumn('subject', types.text(500), (column) => column.notNull())
      .addColumn('text', types.longText, (column) => column.notNull())
      .addColumn('html', types.longText, (column) => column.notNull())
      .addColumn('to_address', types.text(320), (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('attempts', types.integer, (column) => column.notNull())
      .addColumn('lookups', types.integer, (column) => column.notNull())
      .addColumn('next_attempt_at', types.bigint, (column) => column.notNull())
      .addColumn('claimed_until', types.bigint)
      .addColumn('sending', types.integer, (column) => column.notNull())
      .addColumn('failure', types.text(500))
      .addColumn('accepted', types.integer, (column) => column.notNull())
      .addColumn('ambiguous', types.integer, (column) => column.notNull())
      .addColumn('resendings', types.integer, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .addColumn('sent_at', types.bigint)
      .execute(),
  '002-mails-payout': (db) => statement(db, 'create unique index mails_payout on mails (payout_id, kind)'),
  '003-mails-due': (db) => statement(db, 'create index mails_due on mails (status, next_attempt_at)'),
  '004-mails-user': (db) => statement(db, 'create index mails_user on mails (user_id, id)'),
  '005-mails-status': (db) => statement(db, 'create index mails_status on mails (status, id)'),
  '006-recipients': (db, types) =>
    db.schema
      .createTable('recipients')
      .addColumn('user_id', types.id, (column) => column.primaryKey())
      .addColumn('name', types.text(200), (column) => column.notNull())
      .addColumn('email', types.text(320), (column) => column.notNull())
      .addColumn('language', types.word)
      .addColumn('asked_at', types.bigint, (column) => column.notNull())
      .execute(),
  '007-caught-letters': (db, types) =>
    db.schema
      .createTable('caught_letters')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('message_id', types.text(500), (column) => column.notNull())
      .addColumn('mail_id', types.id)
      .addColumn('sender', types.text(500), (column) => column.notNull())
      .addColumn('recipient', types.text(500), (column) => column.notNull())
      .addColumn('subject', types.text(1000), (column) => column.notNull())
      .addColumn('text', types.longText, (column) => column.notNull())
      .addColumn('html', types.longText, (column) => column.notNull())
      .addColumn('source', types.longText, (column) => column.notNull())
      .addColumn('received_at', types.bigint, (column) => column.notNull())
      .execute(),
  '008-caught-letters-mail': (db) => statement(db, 'create index caught_letters_mail on caught_letters (mail_id, id)'),
  '009-suppressions': (db, types) =>
    db.schema
      .createTable('suppressions')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('address', types.text(320), (column) => column.notNull())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('mail_id', types.id, (column) => column.notNull())
      .addColumn('failure', types.text(500), (column) => column.notNull())
      .addColumn('bounced_at', types.bigint, (column) => column.notNull())
      .addColumn('lifted_at', types.bigint)
      .addColumn('lifted_by', types.id)
      .execute(),
  '010-suppressions-address': (db) =>
    statement(db, 'create unique index suppressions_address on suppressions (address)'),
  '011-mails-kind': (db) => statement(db, 'create index mails_kind on mails (kind, id)'),
  '012-choices': (db, types) =>
    db.schema
      .createTable('choices')
      .addColumn('user_id', types.id, (column) => column.primaryKey())
      .addColumn('notes', types.integer, (column) => column.notNull())
      .addColumn('payouts_only', types.integer, (column) => column.notNull())
      .addColumn('changed_at', types.bigint, (column) => column.notNull())
      .execute(),
  '013-notes': (db, types) =>
    db.schema
      .createTable('notes')
      .addColumn('user_id', types.id, (column) => column.primaryKey())
      .addColumn('mail_id', types.id, (column) => column.notNull())
      .addColumn('more', types.integer, (column) => column.notNull())
      .execute(),
  '014-note-tasks': (db, types) =>
    db.schema
      .createTable('note_tasks')
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('task_id', types.id, (column) => column.notNull())
      .addColumn('task_key', types.text(40), (column) => column.notNull())
      .addColumn('title', types.text(200), (column) => column.notNull())
      .addColumn('given_at', types.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('note_tasks_key', ['user_id', 'task_id'])
      .execute(),
  '015-note-tasks-task': (db) => statement(db, 'create index note_tasks_task on note_tasks (task_id)'),
  '016-webhooks': (db, types) =>
    db.schema
      .createTable('webhooks')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('url', types.text(1000), (column) => column.notNull())
      .addColumn('description', types.text(100), (column) => column.notNull())
      .addColumn('events', types.text(200), (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('reason', types.word)
      .addColumn('failing_since', types.bigint)
      .addColumn('failures', types.integer, (column) => column.notNull())
      .addColumn('rest_until', types.bigint, (column) => column.notNull())
      .addColumn('secret', types.text(200), (column) => column.notNull())
      .addColumn('old_secret', types.text(200))
      .addColumn('old_secret_until', types.bigint)
      .addColumn('created_by', types.id, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .execute(),
  '017-webhook-deliveries': (db, types) =>
    db.schema
      .createTable('webhook_deliveries')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('webhook_id', types.id, (column) => column.notNull())
      .addColumn('event_id', types.id, (column) => column.notNull())
      .addColumn('type', types.word, (column) => column.notNull())
      .addColumn('body', types.longText, (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('attempts', types.integer, (column) => column.notNull())
      .addColumn('next_attempt_at', types.bigint, (column) => column.notNull())
      .addColumn('claimed_until', types.bigint)
      .addColumn('answer', types.integer)
      .addColumn('failure', types.text(500))
      .addColumn('milliseconds', types.integer)
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .addColumn('sent_at', types.bigint)
      .execute(),
  '018-webhook-deliveries-event': (db) =>
    statement(db, 'create unique index webhook_deliveries_event on webhook_deliveries (webhook_id, event_id)'),
  '019-webhook-deliveries-due': (db) =>
    statement(db, 'create index webhook_deliveries_due on webhook_deliveries (webhook_id, status, next_attempt_at)'),
  '020-webhook-deliveries-log': (db) =>
    statement(db, 'create index webhook_deliveries_log on webhook_deliveries (webhook_id, id)'),
  '021-webhook-deliveries-age': (db) =>
    statement(db, 'create index webhook_deliveries_age on webhook_deliveries (created_at)'),
  '022-removed-webhooks': (db, types) =>
    db.schema
      .createTable('removed_webhooks')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .execute(),
  // Filled as letters are written; an older letter, which has none, is searched by what is there.
  '023-mails-search-text': (db, types) =>
    db.schema.alterTable('mails').addColumn('search_text', types.text(830)).execute(),
}
