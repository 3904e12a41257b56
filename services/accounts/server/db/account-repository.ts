import type { Id } from '@popug/contracts/ids.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { AccountState } from '../domain/posting.ts'
import { inChunks } from './in-chunks.ts'
import type { Tables } from './tables.ts'

/** Accounts: a balance for each person the ledger has heard of. */
export const accountRepository = (db: Db<Tables>) => ({
  find: (userId: Id): Promise<AccountState | undefined> =>
    db.query.selectFrom('accounts').selectAll().where('userId', '=', userId).executeTakeFirst(),

  /** The accounts of these people as they stand, locked; those who have none are missing from the answer. */
  async lockMany(userIds: readonly Id[]): Promise<Map<Id, AccountState>> {
    const rows = await inChunks(userIds, (some) =>
      db.dialect.forUpdate(db.query.selectFrom('accounts').selectAll().where('userId', 'in', some)).execute(),
    )
    return new Map(rows.map((row) => [row.userId, row]))
  },

  /** The next accounts in the order of their ids, locked. */
  lockNext: (after: string, limit: number): Promise<AccountState[]> =>
    db.dialect
      .forUpdate(db.query.selectFrom('accounts').selectAll().where('userId', '>', after).orderBy('userId').limit(limit))
      .execute(),

  /** Balances as they were at a moment, in epoch milliseconds, by person; those without a row by then are left out. */
  async balancesAt(at: number, { after, limit }: PageRequest): Promise<PageOf<{ userId: Id; balanceMinor: number }>> {
    const rows = await db.query
      .selectFrom('accounts')
      .select(({ selectFrom }) => [
        'userId' as const,
        selectFrom('transactions')
          .select('balanceMinor')
          .whereRef('transactions.userId', '=', 'accounts.userId')
          .where('at', '<=', at)
          .orderBy('sequence', 'desc')
          .limit(1)
          .as('balanceMinor'),
      ])
      .where('userId', '>', String(after?.[0] ?? ''))
      .orderBy('userId')
      .limit(limit + 1)
      .execute()
    const { items, next } = pageFrom(rows, limit, ({ userId }) => [userId])
    const known = items.flatMap(({ userId, balanceMinor }) => (balanceMinor === null ? [] : [{ userId, balanceMinor }]))
    return { items: known, next }
  },

  save: (accounts: readonly AccountState[]): Promise<void> =>
    db.upsertMany(
      'accounts',
      ['userId'],
      accounts.map(({ userId, balanceMinor, sequence }) => ({ userId, balanceMinor, sequence })),
    ),

  /** The largest balance first; of those in debt, the deepest first. */
  async page(negative: boolean, { after, limit }: PageRequest): Promise<PageOf<AccountState>> {
    const direction = negative ? 'asc' : 'desc'
    let query = db.query.selectFrom('accounts').selectAll()
    if (negative) query = query.where('balanceMinor', '<', 0)
    if (after) query = query.where(afterKey(['balanceMinor', 'userId'], after, direction))
    const rows = await query
      .orderBy('balanceMinor', direction)
      .orderBy('userId', direction)
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, (row) => [row.balanceMinor, row.userId])
  },
})
