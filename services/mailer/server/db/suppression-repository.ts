import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { Tables } from './tables.ts'

export type SuppressionRow = Tables['suppressions']

/** Addresses that letters do not reach, one row each; a lifted row stays, to tell who lifted it. */
export const suppressionRepository = (db: Db<Tables>) => ({
  /** Suppresses an address, or does so again where that was lifted. */
  save: async (row: SuppressionRow): Promise<void> => {
    await db.insertMissing('suppressions', [{ ...row }])
    const { id: _, ...rest } = row
    await db.updateMany('suppressions', ['address'], [rest])
  },

  findForUpdate: (id: string): Promise<SuppressionRow | undefined> =>
    db.dialect.forUpdate(db.query.selectFrom('suppressions').selectAll().where('id', '=', id)).executeTakeFirst(),

  /** Those of these addresses that are suppressed; ask for a bounded number. */
  findActive: (addresses: readonly string[]): Promise<SuppressionRow[]> =>
    addresses.length === 0
      ? Promise.resolve([])
      : db.query
          .selectFrom('suppressions')
          .selectAll()
          .where('address', 'in', addresses)
          .where('liftedAt', 'is', null)
          .execute(),

  /** The suppressed addresses, the latest bounce first. */
  listActive: async ({ after, limit }: PageRequest): Promise<PageOf<SuppressionRow>> => {
    let query = db.query.selectFrom('suppressions').selectAll().where('liftedAt', 'is', null)
    if (after) query = query.where(afterKey(['bounced_at', 'id'], after, 'desc'))
    const rows = await query
      .orderBy('bouncedAt', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, ({ bouncedAt, id }) => [bouncedAt, id])
  },

  lift: (id: string, at: number, by: string) =>
    db.updateMany('suppressions', ['id'], [{ id, liftedAt: at, liftedBy: by }]),
})
