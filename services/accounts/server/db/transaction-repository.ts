import type { Day } from '@popug/contracts/days.ts'
import type { TransactionKind } from '@popug/contracts/events.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { type Db, type PageOf, type PageRequest, pageFrom, type Row } from '@popug/service-kit'
import type { LedgerRow } from '../domain/posting.ts'
import { inChunks } from './in-chunks.ts'
import type { Tables } from './tables.ts'

export interface TransactionFilter {
  readonly userId?: Id | undefined
  readonly taskId?: Id | undefined
  readonly day?: Day | undefined
  /** Days of which both are included. */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly kind?: TransactionKind | undefined
  /** Only these rows, by number. */
  readonly numbers?: readonly number[] | undefined
}

/** The rows of the ledger: added, read, never changed. */
export const transactionRepository = (db: Db<Tables>) => ({
  add: (rows: readonly LedgerRow[]): Promise<void> =>
    db.insertMany('transactions', rows as readonly (LedgerRow & Row)[]),

  /** Which of these tasks have had their reward: the one row of a task that is no fee. */
  async rewarded(taskIds: readonly Id[]): Promise<Set<Id>> {
    // Not `kind = 'reward'`: SQLite would walk the index of kinds, which is all rewards there ever were.
    const rows = await inChunks(taskIds, (some) =>
      db.dialect
        .forUpdate(
          db.query.selectFrom('transactions').select('taskId').where('taskId', 'in', some).where('kind', '<>', 'fee'),
        )
        .execute(),
    )
    return new Set(rows.flatMap(({ taskId }) => (taskId === null ? [] : [taskId])))
  },

  /** The row of this number, in a list of one or none. */
  withNumber: (number: number): Promise<LedgerRow[]> =>
    db.query.selectFrom('transactions').selectAll().where('number', '=', number).execute(),

  /** The last row of an account that was posted by this moment, in epoch milliseconds. */
  lastBy: (userId: Id, at: number): Promise<LedgerRow | undefined> =>
    db.query
      .selectFrom('transactions')
      .selectAll()
      .where('userId', '=', userId)
      .where('at', '<=', at)
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst(),

  /** Rows that fit the filter, newest first. One person's are walked by sequence, for that is their account's index. */
  async page(filter: TransactionFilter, { after, limit }: PageRequest): Promise<PageOf<LedgerRow>> {
    const { userId, taskId, day, from, to, kind, numbers } = filter
    const key = userId === undefined ? 'number' : 'sequence'
    let query = db.query.selectFrom('transactions').selectAll()
    if (userId !== undefined) query = query.where('userId', '=', userId)
    if (taskId !== undefined) query = query.where('taskId', '=', taskId)
    if (day !== undefined) query = query.where('day', '=', day)
    if (from !== undefined) query = query.where('day', '>=', from)
    if (to !== undefined) query = query.where('day', '<=', to)
    if (kind !== undefined) query = query.where('kind', '=', kind)
    if (numbers !== undefined) query = query.where('number', 'in', [...numbers])
    if (after) query = query.where(key, '<', Number(after[0]))
    const rows = await query
      .orderBy(key, 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, (row) => [row[key]])
  },
})
