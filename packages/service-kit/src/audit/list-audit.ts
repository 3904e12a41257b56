import type { AuditAction } from '@popug/contracts/audit.ts'
import { afterKey } from '../db/after.ts'
import type { Db } from '../db/database.ts'
import { type PageOf, type PageRequest, pageFrom } from '../db/page.ts'
import { type AuditTables, auditDb } from './audit-tables.ts'

export type AuditRow = AuditTables['audit']

interface AuditFilters {
  readonly actorId?: string | undefined
  readonly action?: AuditAction | undefined
  /** Epoch milliseconds: the first that is shown, and the first that no longer is. */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** What was done, newest first. */
export const listAudit = async <Tables>(
  database: Db<Tables>,
  { actorId, action, from, to }: AuditFilters,
  { after, limit }: PageRequest,
): Promise<PageOf<AuditRow>> => {
  let query = auditDb(database).query.selectFrom('audit').selectAll()
  if (actorId !== undefined) query = query.where('actorId', '=', actorId)
  if (action !== undefined) query = query.where('action', '=', action)
  if (from !== undefined) query = query.where('at', '>=', from)
  if (to !== undefined) query = query.where('at', '<', to)
  if (after) query = query.where(afterKey(['at', 'id'], after, 'desc'))
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageFrom(rows, limit, (row) => [row.at, row.id])
}
