import type { AuditAction } from '@popug/contracts/audit.ts'
import type { Db } from '../db/database.ts'
import { type Migrations, statement } from '../db/migrate.ts'

/** Characters of what a record tells besides its subject, as JSON. */
export const longestDetail = 4_000

/** Who did what, in every service's own database; rows are added, and neither changed nor taken away. */
export interface AuditTables {
  audit: { id: string; at: number; actorId: string; action: AuditAction; subject: string; detail: string }
}

/** A service's database seen as the audit sees it. */
export const auditDb = <Tables>(db: Db<Tables>): Db<AuditTables> => db as unknown as Db<AuditTables>

export const auditMigrations: Migrations = {
  '001-audit': (db, types) =>
    db.schema
      .createTable('audit')
      .addColumn('id', types.id, (column) => column.primaryKey())
      .addColumn('at', types.bigint, (column) => column.notNull())
      .addColumn('actor_id', types.id, (column) => column.notNull())
      .addColumn('action', types.word, (column) => column.notNull())
      .addColumn('subject', types.text(100), (column) => column.notNull())
      .addColumn('detail', types.text(longestDetail), (column) => column.notNull())
      .execute(),
  '002-audit-at': (db) => statement(db, 'create index audit_at on audit (at, id)'),
  '003-audit-actor': (db) => statement(db, 'create index audit_actor on audit (actor_id, at, id)'),
  '004-audit-action': (db) => statement(db, 'create index audit_action on audit (action, at, id)'),
}
