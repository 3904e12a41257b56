import type { ColumnTypes, Migrations } from '@popug/service-kit'
import { type CreateTableBuilder, sql } from 'kysely'

const slots = Array.from({ length: 12 }, (_, slot) => `times${slot}`)
const work = ['tasks_assigned', 'tasks_closed', 'timed_tasks', 'closing_ms', ...slots]

/** Figures begin with nothing, for money and work are written by different subscriptions. */
const withFigures = <Name extends string, Columns extends string>(
  table: CreateTableBuilder<Name, Columns>,
  types: ColumnTypes,
  names: readonly string[],
): CreateTableBuilder<Name, Columns> =>
  names.reduce(
    (wider, name) => wider.addColumn(name as Columns, types.bigint as never, (column) => column.notNull().defaultTo(0)),
    table,
  )

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
  // Weeks and months cannot be made of what 001 and 002 kept: those tables stay unread, and 010 has the feeds read anew.
  '004-period-statistics': (db, types) =>
    withFigures(
      db.schema
        .createTable('period_statistics')
        .addColumn('period', types.word, (column) => column.notNull())
        .addColumn('start', types.day, (column) => column.notNull()),
      types,
      ['fees_minor', 'rewards_minor', 'payouts_minor', 'returns_minor', 'corrections_minor', 'losers', ...work],
    )
      .addPrimaryKeyConstraint('period_statistics_key', ['period', 'start'])
      .execute(),
  '005-period-performers': (db, types) =>
    withFigures(
      db.schema
        .createTable('period_performers')
        .addColumn('period', types.word, (column) => column.notNull())
        .addColumn('start', types.day, (column) => column.notNull())
        .addColumn('user_id', types.id, (column) => column.notNull()),
      types,
      ['fees_minor', 'rewards_minor', 'earned_minor', ...work],
    )
      .addPrimaryKeyConstraint('period_performers_key', ['period', 'start', 'user_id'])
      .execute(),
  '006-period-performers-by-earned': (db) =>
    db.schema
      .createIndex('period_performers_by_earned')
      .on('period_performers')
      .columns(['period', 'start', 'earned_minor', 'user_id'])
      .execute(),
  '007-ranked-tasks': (db, types) =>
    db.schema
      .createTable('ranked_tasks')
      .addColumn('day', types.day, (column) => column.notNull())
      .addColumn('task_id', types.id, (column) => column.notNull())
      .addColumn('reward_minor', types.bigint, (column) => column.notNull())
      .addColumn('position', types.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('ranked_tasks_key', ['day', 'task_id'])
      .execute(),
  '008-task-times': (db, types) =>
    db.schema
      .createTable('task_times')
      .addColumn('task_id', types.id, (column) => column.primaryKey())
      .addColumn('performer_id', types.id)
      .addColumn('assigned_at', types.bigint)
      .addColumn('assigned_position', types.bigint, (column) => column.notNull())
      .addColumn('closer_id', types.id)
      .addColumn('closed_at', types.bigint)
      .addColumn('closed_position', types.bigint, (column) => column.notNull())
      .execute(),
  // As a rebuild does it: everything comes again, so what is parked is given up.
  '009-parked-comes-again': (db) =>
    sql`update dead_letters set status = 'discarded' where status = 'parked' and topic in ('tasks', 'ledger')`.execute(
      db,
    ),
  '010-read-anew': (db) => sql`update checkpoints set position = 0 where topic in ('tasks', 'ledger')`.execute(db),
}
