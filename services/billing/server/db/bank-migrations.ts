import type { Migrations } from '@popug/service-kit'
import { sql } from 'kysely'

/** What payouts have gained since there are several banks: whom they were asked of, since when, and how often they were refused. */
export const bankMigrations: Migrations = {
  '040-payouts-asked-since': (db, types) =>
    db.schema.alterTable('payouts').addColumn('asked_since', types.bigint).execute(),
  '041-payouts-bank': (db, types) => db.schema.alterTable('payouts').addColumn('bank', types.word).execute(),
  '042-payouts-refusals': (db, types) =>
    db.schema
      .alterTable('payouts')
      .addColumn('refusals', types.integer, (column) => column.notNull().defaultTo(0))
      .execute(),
  '043-payouts-asked-before': (db) =>
    db
      .updateTable('payouts' as never)
      .set({ asked_since: sql.ref('sent_at') } as never)
      .where('unanswered' as never, '=', 1 as never)
      .execute(),
}
