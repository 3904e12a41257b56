import type { Db, PageRequest } from '@popug/service-kit'
import type { Place } from '../domain/places.ts'
import type { Tables } from './tables.ts'

const idsAtOnce = 500

const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / idsAtOnce) }, (_, index) =>
    all.slice(index * idsAtOnce, (index + 1) * idsAtOnce),
  )

/** The copy of Auth's active performers. */
export const performerRepository = (db: Db<Tables>) => ({
  /** How many there are; their places are 0 to one below. */
  count: async (): Promise<number> => {
    const { last } = await db.query
      .selectFrom('performers')
      .select(({ fn }) => fn.max('place').as('last'))
      .executeTakeFirstOrThrow()
    return last === null ? 0 : Number(last) + 1
  },

  has: async (id: string): Promise<boolean> =>
    (await db.query.selectFrom('performers').select('id').where('id', '=', id).executeTakeFirst()) !== undefined,

  /** Ids by place. */
  at: async (places: ReadonlySet<number>): Promise<Map<number, string>> => {
    const found = new Map<number, string>()
    for (const some of chunks([...places])) {
      const rows = await db.query.selectFrom('performers').select(['id', 'place']).where('place', 'in', some).execute()
      for (const { id, place } of rows) found.set(place, id)
    }
    return found
  },

  list: ({ after, limit }: PageRequest): Promise<{ id: string }[]> => {
    let query = db.query.selectFrom('performers').select('id')
    if (after) query = query.where('id', '>', String(after[0]))
    return query
      .orderBy('id')
      .limit(limit + 1)
      .execute()
  },

  allForUpdate: (): Promise<Place[]> =>
    db.dialect.forUpdate(db.query.selectFrom('performers').select(['id', 'place']).orderBy('id')).execute(),

  remove: async (ids: readonly string[]): Promise<void> => {
    for (const some of chunks(ids)) await db.query.deleteFrom('performers').where('id', 'in', some).execute()
  },

  place: (places: readonly Place[], copiedAt: number): Promise<void> =>
    db.upsertMany(
      'performers',
      ['id'],
      places.map(({ id, place }) => ({ id, place, copiedAt })),
    ),
})
