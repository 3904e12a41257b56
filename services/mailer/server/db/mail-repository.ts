import type { MailKind, MailStatus } from '@popug/contracts/mailer.ts'
import { afterKey, contains, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { ExpressionBuilder } from 'kysely'
import type { MailRow, Tables } from './tables.ts'

/** Which letters a list shows. */
export interface MailFilter {
  readonly userId?: string | undefined
  readonly payoutId?: string | undefined
  /** Of any of these payouts. */
  readonly payoutIds?: readonly string[] | undefined
  readonly status?: MailStatus | undefined
  readonly kind?: MailKind | undefined
  /** Part of the subject or the address. */
  readonly q?: string | undefined
}

/** A letter from before its search text was kept is found as it is written. */
const found = (is: ExpressionBuilder<Tables, 'mails'>, q: string) =>
  is.or([
    contains('searchText', q.toLowerCase()),
    is.and([is('searchText', 'is', null), is.or([contains('subject', q), contains('toAddress', q.toLowerCase())])]),
  ])

/** The letters, each about one payout or the tasks of one window. */
export const mailRepository = (db: Db<Tables>) => ({
  /** Adds letters, passing over those whose payout has one of the kind already. */
  add: (rows: readonly MailRow[]) =>
    db.insertMissing(
      'mails',
      rows.map((row) => ({ ...row })),
    ),

  find: (id: string): Promise<MailRow | undefined> =>
    db.query.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst(),

  findForUpdate: (id: string): Promise<MailRow | undefined> =>
    db.dialect.forUpdate(db.query.selectFrom('mails').selectAll().where('id', '=', id)).executeTakeFirst(),

  list: async (filter: MailFilter, { after, limit }: PageRequest): Promise<PageOf<MailRow>> => {
    let query = db.query.selectFrom('mails').selectAll()
    if (filter.userId !== undefined) query = query.where('userId', '=', filter.userId)
    if (filter.payoutId !== undefined) query = query.where('payoutId', '=', filter.payoutId)
    if (filter.payoutIds !== undefined) query = query.where('payoutId', 'in', filter.payoutIds)
    if (filter.status !== undefined) query = query.where('status', '=', filter.status)
    if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
    const q = filter.q?.trim()
    if (q) query = query.where((is) => found(is, q))
    if (after) query = query.where(afterKey(['id'], after, 'desc'))
    const rows = await query
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, (row) => [row.id])
  },

  /** Queued letters whose time has come and that nobody has in hand, the longest waiting first. */
  dueForUpdate: (now: number, limit: number): Promise<MailRow[]> =>
    db.dialect
      .forUpdate(
        db.query
          .selectFrom('mails')
          .selectAll()
          .where('status', '=', 'queued')
          .where('nextAttemptAt', '<=', now)
          .where((is) => is.or([is('claimedUntil', 'is', null), is('claimedUntil', '<', now)]))
          .orderBy('nextAttemptAt')
          .limit(limit),
      )
      .execute(),

  /** Lets everything go that is in anybody's hand; what was on the wire stays marked so. */
  endClaims: async (): Promise<void> => {
    await db.query.updateTable('mails').set({ claimedUntil: 0 }).where('claimedUntil', 'is not', null).execute()
  },

  remove: async (id: string): Promise<void> => {
    await db.query.deleteFrom('mails').where('id', '=', id).execute()
  },

  /** Overwrites the given columns of letters found by id. */
  change: (rows: readonly (Pick<MailRow, 'id'> & Partial<MailRow>)[]) =>
    db.updateMany(
      'mails',
      ['id'],
      rows.map((row) => ({ ...row })),
    ),
})
