import type { Migrations } from '@popug/service-kit'

/** The history of the analytics database. */
export const migrations: Migrations = {
  '001-day-statistics': (db, types) =>
    db.schema
      .createTable('day_statistics')
      .addColumn('day', types.day, (column) => column.primaryKey())
      .addColumn('profit_minor', types.bigint, (column) => column.notNull())
      .addColumn('tasks_assigned', types.bigint, (column) => column.notNull())
      .addColumn('tasks_closed', types.bigint, (column) => column.notNull())
      .addColumn('losers', types.bigint, (column) => column.notNull())
      .execute(),
  '002-day-performers': (db, types) =>
    db.schema
      .createTable('day_performers')
      .addColumn('day', types.day, (column) => column.notNull())
      .addColumn('user_id', types.id, (column) => column.notNull())
      .addColumn('earned_minor', types.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('day_performers_key', ['day', 'user_id'])
      .execute(),
  '003-top-tasks': (db, types) =>
    db.schema
      .createTable('top_tasks')
      .addColumn('period', types.word, (column) => column.notNull())
      .addColumn('start', types.day, (column) => column.notNull())
      .addColumn('finish', types.day, (column) => column.notNull())
      .addColumn('task_id', types.id, (column) => column.notNull())
      .addColumn('reward_minor', types.bigint, (column) => column.notNull())
      .addColumn('position', types.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('top_tasks_key', ['period', 'start'])
      .execute(),
}
