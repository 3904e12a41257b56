import type { AuditAction, AuditDetail } from '@popug/contracts/audit.ts'
import type { Db } from '../db/database.ts'
import { newId } from '../ids.ts'
import { auditDb, longestDetail } from './audit-tables.ts'

/** Something that somebody did. */
export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number
  readonly actorId: string
  readonly action: AuditAction
  /** What it was done to: an id, a day; empty where the action says it all. */
  readonly subject: string
  /** Never a secret. Long texts are cut. */
  readonly detail?: AuditDetail
}

const longestSubject = 100
const longestText = 500

const cut = (value: unknown): unknown => (typeof value === 'string' ? value.slice(0, longestText) : value)

const asText = (detail: AuditDetail): string => {
  const text = JSON.stringify(Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, cut(value)])))
  if (text.length > longestDetail) throw new RangeError(`an audit record tells too much: ${text.length} characters`)
  return text
}

/** Writes down who did what; in the transaction that does it, so that neither is there without the other. */
export const recordAudit = <Tables>(
  tx: Db<Tables>,
  { at, actorId, action, subject, detail = {} }: AuditEntry,
): Promise<void> =>
  auditDb(tx).insertMany('audit', [
    { id: newId(at), at, actorId, action, subject: subject.slice(0, longestSubject), detail: asText(detail) },
  ])
