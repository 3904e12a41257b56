import { type Migrations, statement } from '@popug/service-kit'

export const migrations: Migrations = {
  '001-users': (db, types) =>
    db.schema
      .createTable('users')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('login', types.text(60), (column) => column.notNull())
      .addColumn('email', types.text(254), (column) => column.notNull())
      .addColumn('name', types.text(100), (column) => column.notNull())
      .addColumn('search_text', types.text(200), (column) => column.notNull())
      .addColumn('role', types.word, (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('language', types.word)
      .addColumn('password_hash', types.text(200), (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .execute(),
  '002-users-login': (db) => statement(db, 'create unique index users_login on users (login)'),
  '003-users-email': (db) => statement(db, 'create unique index users_email on users (email)'),
  '004-users-role': (db) => statement(db, 'create index users_role on users (role, status, login)'),
  '005-sessions': (db, types) =>
    db.schema
      .createTable('sessions')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .addColumn('seen_at', types.bigint, (column) => column.notNull())
      .addColumn('expires_at', types.bigint, (column) => column.notNull())
      .addColumn('device', types.text(200), (column) => column.notNull())
      .addColumn('ip', types.text(60), (column) => column.notNull())
      .addColumn('revoked_at', types.bigint)
      .execute(),
  '006-sessions-user': (db) => statement(db, 'create index sessions_user on sessions (user_id, id)'),
  '007-sessions-expiry': (db) => statement(db, 'create index sessions_expiry on sessions (expires_at)'),
  '008-revocations': (db, types) =>
    db.schema
      .createTable('revocations')
      .addColumn('number', types.bigint, (column) => column.primaryKey())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('session_id', types.id)
      .addColumn('revoked_at', types.bigint, (column) => column.notNull())
      .execute(),
  '009-revocations-user': (db) => statement(db, 'create index revocations_user on revocations (user_id, revoked_at)'),
  '010-revocations-age': (db) => statement(db, 'create index revocations_age on revocations (revoked_at)'),
  '011-revocation-head': (db, types) =>
    db.schema
      .createTable('revocation_head')
      .addColumn('id', types.integer, (column) => column.primaryKey())
      .addColumn('number', types.bigint, (column) => column.notNull())
      .execute(),
  '012-revocation-head-row': (db) => statement(db, 'insert into revocation_head (id, number) values (1, 0)'),
  '013-guesses': (db, types) =>
    db.schema
      .createTable('guesses')
      .addColumn('subject', types.text(64), (column) => column.primaryKey())
      .addColumn('moments', types.longText, (column) => column.notNull())
      .addColumn('last_at', types.bigint, (column) => column.notNull())
      .execute(),
  '014-guesses-age': (db) => statement(db, 'create index guesses_age on guesses (last_at)'),
  '015-signing-keys': (db, types) =>
    db.schema
      .createTable('signing_keys')
      .addColumn('number', types.integer, (column) => column.primaryKey())
      .addColumn('kid', types.text(60), (column) => column.notNull())
      .addColumn('private_key', types.longText, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .execute(),
  '016-api-tokens': (db, types) =>
    db.schema
      .createTable('api_tokens')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('name', types.text(60), (column) => column.notNull())
      .addColumn('digest', types.text(64), (column) => column.notNull())
      .addColumn('hint', types.text(16), (column) => column.notNull())
      .addColumn('scopes', types.text(400), (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .addColumn('expires_at', types.bigint, (column) => column.notNull())
      .addColumn('used_at', types.bigint)
      .execute(),
  '017-api-tokens-digest': (db) => statement(db, 'create unique index api_tokens_digest on api_tokens (digest)'),
  '018-api-tokens-user': (db) => statement(db, 'create index api_tokens_user on api_tokens (user_id, id)'),
  '019-api-tokens-expiry': (db) => statement(db, 'create index api_tokens_expiry on api_tokens (expires_at)'),
  '020-user-imports': (db, types) =>
    db.schema
      .createTable('user_imports')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('total', types.integer, (column) => column.notNull())
      .addColumn('created', types.integer, (column) => column.notNull())
      .addColumn('actor_id', types.id, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .execute(),
  '021-user-imports-status': (db) => statement(db, 'create index user_imports_status on user_imports (status, id)'),
  '022-user-import-lines': (db, types) =>
    db.schema
      .createTable('user_import_lines')
      .addColumn('import_id', types.id, (column) => column.notNull())
      .addColumn('line', types.integer, (column) => column.notNull())
      .addColumn('email', types.text(254), (column) => column.notNull())
      .addColumn('name', types.text(100), (column) => column.notNull())
      .addColumn('role', types.word, (column) => column.notNull())
      .addColumn('language', types.word)
      .addColumn('user_id', types.id)
      .addColumn('reason', types.word)
      .addPrimaryKeyConstraint('user_import_lines_key', ['import_id', 'line'])
      .execute(),
  '023-invitations': (db, types) =>
    db.schema
      .createTable('invitations')
      .addColumn('user_id', types.id, (column) => column.primaryKey())
      .addColumn('digest', types.text(64), (column) => column.notNull())
      .addColumn('expires_at', types.bigint, (column) => column.notNull())
      .execute(),
  '024-invitations-digest': (db) => statement(db, 'create unique index invitations_digest on invitations (digest)'),
  '025-invitations-expiry': (db) => statement(db, 'create index invitations_expiry on invitations (expires_at)'),
  '026-passkeys': (db, types) =>
    db.schema
      .createTable('passkeys')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('name', types.text(60), (column) => column.notNull())
      // An authenticator's own name for it may be longer than an index takes: it is found by the digest.
      .addColumn('digest', types.text(64), (column) => column.notNull())
      .addColumn('credential_id', types.text(1400), (column) => column.notNull())
      .addColumn('public_key', types.longText, (column) => column.notNull())
      .addColumn('counter', types.bigint, (column) => column.notNull())
      .addColumn('transports', types.text(250), (column) => column.notNull())
      .addColumn('synced', types.integer, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .addColumn('used_at', types.bigint)
      .execute(),
  '027-passkeys-digest': (db) => statement(db, 'create unique index passkeys_digest on passkeys (digest)'),
  '028-passkeys-user': (db) => statement(db, 'create index passkeys_user on passkeys (user_id, id)'),
  '029-passkey-challenges': (db, types) =>
    db.schema
      .createTable('passkey_challenges')
      .addColumn('digest', types.text(64), (column) => column.primaryKey())
      .addColumn('subject', types.text(64), (column) => column.notNull())
      .addColumn('session_id', types.id)
      .addColumn('expires_at', types.bigint, (column) => column.notNull())
      .execute(),
  '030-passkey-challenges-subject': (db) =>
    statement(db, 'create index passkey_challenges_subject on passkey_challenges (subject, expires_at)'),
  '031-passkey-challenges-expiry': (db) =>
    statement(db, 'create index passkey_challenges_expiry on passkey_challenges (expires_at)'),
  '032-sessions-passkey': (db, types) => db.schema.alterTable('sessions').addColumn('passkey_id', types.id).execute(),
}
