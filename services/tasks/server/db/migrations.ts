import { clusterBy, type Migrations, statement } from '@popug/service-kit'

/**
 * The history of Tasks' database. Assignments lie by task, as they are read, and nobody asks for one by its id: an index less
 * for each time that a task is given to somebody.
 */
export const migrations: Migrations = {
  '001-tasks': (db, types) =>
    db.schema
      .createTable('tasks')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('key', types.text(40), (column) => column.notNull())
      .addColumn('title', types.text(200), (column) => column.notNull())
      .addColumn('description', types.longText, (column) => column.notNull())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('author_id', types.id, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .addColumn('assigned_at', types.bigint, (column) => column.notNull())
      .addColumn('closed_at', types.bigint)
      .addColumn('assignments', types.integer, (column) => column.notNull())
      .addColumn('key_folded', types.text(120), (column) => column.notNull())
      .addColumn('title_folded', types.text(600), (column) => column.notNull())
      .execute(),
  // Ids are ordered by the time of creation, so these serve the newest first too.
  '002-tasks-of-performer': (db) => statement(db, 'create index tasks_of_performer on tasks (user_id, status, id)'),
  '003-tasks-by-status': (db) => statement(db, 'create index tasks_by_status on tasks (status, id)'),
  '004-tasks-by-assignment': (db) =>
    statement(db, 'create index tasks_by_assignment on tasks (status, assigned_at, id)'),
  '005-tasks-by-title': (db) => statement(db, 'create index tasks_by_title on tasks (title_folded, id)'),
  '006-assignments': (db, types) =>
    db.schema
      .createTable('assignments')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('task_id', types.id, (column) => column.notNull())
      .addColumn('number', types.integer, (column) => column.notNull())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('actor_id', types.id, (column) => column.notNull())
      .addColumn('at', types.bigint, (column) => column.notNull())
      .addColumn('run_id', types.id)
      .execute(),
  '007-assignments-of-task': (db) =>
    statement(db, 'create unique index assignments_of_task on assignments (task_id, number)'),
  '008-performers': (db, types) =>
    db.schema
      .createTable('performers')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('place', types.integer, (column) => column.notNull())
      .addColumn('copied_at', types.bigint, (column) => column.notNull())
      .execute(),
  '009-performers-by-place': (db) => statement(db, 'create index performers_by_place on performers (place)'),
  '010-counters': (db, types) =>
    db.schema
      .createTable('counters')
      .addColumn('name', types.word, (column) => column.primaryKey())
      .addColumn('value', types.bigint, (column) => column.notNull())
      .execute(),
  '011-count-tasks': (db) => statement(db, "insert into counters (name, value) values ('task', 0)"),
  '012-reassignments': (db, types) =>
    db.schema
      .createTable('reassignments')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('total', types.integer, (column) => column.notNull())
      .addColumn('done', types.integer, (column) => column.notNull())
      .addColumn('actor_id', types.id, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .addColumn('finished_at', types.bigint)
      .addColumn('cursor_id', types.id)
      .addColumn('bound_id', types.id)
      .execute(),
  '013-reassignments-by-status': (db) =>
    statement(db, 'create index reassignments_by_status on reassignments (status, id)'),
  '014-imports': (db, types) =>
    db.schema
      .createTable('imports')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('status', types.word, (column) => column.notNull())
      .addColumn('total', types.integer, (column) => column.notNull())
      .addColumn('created', types.integer, (column) => column.notNull())
      .addColumn('actor_id', types.id, (column) => column.notNull())
      .addColumn('created_at', types.bigint, (column) => column.notNull())
      .execute(),
  '015-imports-by-status': (db) => statement(db, 'create index imports_by_status on imports (status, id)'),
  '016-import-lines': (db, types) =>
    db.schema
      .createTable('import_lines')
      .addColumn('import_id', types.id, (column) => column.notNull())
      .addColumn('line', types.integer, (column) => column.notNull())
      .addColumn('title', types.text(200), (column) => column.notNull())
      .addColumn('description', types.longText, (column) => column.notNull())
      .addColumn('key', types.text(40))
      .addColumn('reason', types.text(100))
      .addPrimaryKeyConstraint('import_lines_key', ['import_id', 'line'])
      .execute(),
  '017-people': (db, types) =>
    db.schema
      .createTable('people')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('name', types.text(100), (column) => column.notNull())
      .addColumn('name_folded', types.text(300), (column) => column.notNull())
      .addColumn('performs', types.integer, (column) => column.notNull())
      .execute(),
  '018-people-by-name': (db) => statement(db, 'create index people_by_name on people (name_folded, id)'),
  // Who performs is told by Auth within seconds, with their names; this is for those who left before, and hold tasks.
  '019-people-with-tasks': (db) =>
    statement(
      db,
      "insert into people (id, name, name_folded, performs) select distinct user_id, '', '', 0 from tasks where status = 'open'",
    ),
  '020-import-line-tasks': (db, types) => db.schema.alterTable('import_lines').addColumn('task_id', types.id).execute(),
  '021-import-line-texts': (db, types) =>
    db.schema.alterTable('import_lines').addColumn('given', types.longText).execute(),
  '022-tasks-by-status-and-title': (db) =>
    statement(db, 'create index tasks_by_status_and_title on tasks (status, title_folded, id)'),
  '023-assignments-clustered-by-task': (db, _, dialect) =>
    clusterBy(db, dialect, { table: 'assignments', index: 'assignments_of_task', columns: ['task_id', 'number'] }),
}
