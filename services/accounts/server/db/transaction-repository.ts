import type { Day } from '@popug/contracts/days.ts'
import type { TransactionKind } from '@popug/contracts/events.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { type Db, type PageOf, type PageRequest, pageFrom, type Row } from '@popug/service-kit'
import { sql } from 'kysely'
import type { LedgerRow } from '../domain/posting.ts'
import { dayRepository } from './day-repository.ts'
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

const isRare = (kind: TransactionKind): boolean => kind !== 'fee' && kind !== 'reward'

/** The rows of the ledger: added, read, never changed. */
export const transactionRepository = (db: Db<Tables>) => ({
  async add(rows: readonly LedgerRow[]): Promise<void> {
    await db.insertMany('transactions', rows as readonly (LedgerRow & Row)[])
    const rare = rows.filter(({ kind }) => isRare(kind)).map(({ kind, number }) => ({ kind, number }))
    await db.insertMany('rareTransactions', rare)
  },

  /** Which of these tasks have had their reward. Who has locked the ledger need not lock what is read: nobody else adds rows. */
  async rewarded(taskIds: readonly Id[]): Promise<Set<Id>> {
    const rewards = db.query.selectFrom('transactions').select('taskId').where('kind', '=', 'reward')
    const rows = await inChunks(taskIds, (some) => rewards.where('taskId', 'in', some).execute())
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

  /**
   * Rows that fit the filter, newest first. One person's are walked by sequence, for that is their account's index; everybody's
   * by number, from where the days that were asked for end to where they begin.
   */
  async page(filter: TransactionFilter, { after, limit }: PageRequest): Promise<PageOf<LedgerRow>> {
    const { userId, taskId, day, from, to, kind, numbers } = filter
    const everybody = userId === undefined && taskId === undefined && numbers === undefined
    const rare = everybody && kind !== undefined && isRare(kind)
    const key = userId === undefined ? 'number' : 'sequence'
    const place = sql.ref<number>(rare ? 'rare.number' : `transactions.${key}`)
    let query = db.query
      .selectFrom('transactions')
      .selectAll('transactions')
      .$if(rare, (rows) => rows.innerJoin('rareTransactions as rare', 'rare.number', 'transactions.number'))
      .orderBy(place, 'desc')
      .limit(limit + 1)
    if (userId !== undefined) query = query.where('userId', '=', userId)
    if (taskId !== undefined) query = query.where('taskId', '=', taskId)
    if (day !== undefined) query = query.where('day', '=', day)
    if (from !== undefined) query = query.where('day', '>=', from)
    if (to !== undefined) query = query.where('day', '<=', to)
    if (kind !== undefined) query = query.where(sql.ref(rare ? 'rare.kind' : 'transactions.kind'), '=', kind)
    if (numbers !== undefined) query = query.where('transactions.number', 'in', [...numbers])
    if (after) query = query.where(place, '<', Number(after[0]))
    if (everybody && (day ?? from ?? to) !== undefined) {
      const within = await dayRepository(db).numbersOf(from ?? day, to ?? day)
      if (!within) return { items: [], next: null }
      query = query.where(place, '>=', within.first)
      if (within.last !== null) query = query.where(place, '<=', within.last)
    }
    const rows = await query.execute()
    return pageFrom(rows, limit, (row) => [row[key]])
  },
})
