import type { Db, PageRequest } from '@popug/service-kit'
import type { CardRow, Tables } from './tables.ts'

/** A card of several people: the first of them by id, how many they are, and what tells their rows. */
interface SharedCardRow {
  readonly firstId: string
  readonly people: number
  readonly fingerprint: Uint8Array
}

type Holder = Pick<CardRow, 'userId' | 'brand' | 'last4' | 'fingerprint'>

/** Cards that more than one person has named, told by their fingerprints. */
export const sharedCardRepository = (db: Db<Tables>) => ({
  /** One row more than a page holds, by the first person of each. */
  async list({ userId }: { userId: string | undefined }, { after, limit }: PageRequest): Promise<SharedCardRow[]> {
    let query = db.query
      .selectFrom('cards')
      .select((is) => ['fingerprint', is.fn.min('userId').as('firstId'), is.fn.countAll().as('people')])
      .where('fingerprint', 'is not', null)
      .groupBy('fingerprint')
      .having((is) => is.fn.countAll(), '>', 1)
    if (userId !== undefined) {
      const own = db.query.selectFrom('cards').select('fingerprint').where('userId', '=', userId)
      query = query.where('fingerprint', '=', own)
    }
    if (after) query = query.having((is) => is.fn.min('userId'), '>', String(after[0]))
    const rows = await query
      .orderBy((is) => is.fn.min('userId'))
      .limit(limit + 1)
      .execute()
    return rows.flatMap(({ fingerprint, firstId, people }) =>
      fingerprint ? [{ fingerprint, firstId, people: Number(people) }] : [],
    )
  },

  /** The first few people of each of these cards, by id. */
  async holders(fingerprints: readonly Uint8Array[], each: number): Promise<Holder[]> {
    if (fingerprints.length === 0) return []
    const counted = db.query
      .selectFrom('cards')
      .select((is) => [
        'userId',
        'brand',
        'last4',
        'fingerprint',
        is.fn
          .agg<number>('row_number')
          .over((over) => over.partitionBy('fingerprint').orderBy('userId'))
          .as('place'),
      ])
      .where('fingerprint', 'in', fingerprints)
    return db.query
      .selectFrom(counted.as('counted'))
      .select(['userId', 'brand', 'last4', 'fingerprint'])
      .where('place', '<=', each)
      .orderBy('userId')
      .execute()
  },
})
