import { afterKey, contains, type Db, type PageRequest } from '@popug/service-kit'
import { sql } from 'kysely'
import { fold } from './fold.ts'
import type { Tables } from './tables.ts'

/** Somebody the board may show. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly performs: boolean
}

/** Which people the board shows. */
export interface PeopleFilter {
  readonly q?: string | undefined
  readonly holding?: 'some' | 'none' | undefined
}

/** Who performs and who did, with the names that Auth told. */
export const peopleRepository = (db: Db<Tables>) => ({
  all: async (): Promise<Person[]> => {
    const rows = await db.query.selectFrom('people').select(['id', 'name', 'performs']).execute()
    return rows.map(({ id, name, performs }) => ({ id, name, performs: performs === 1 }))
  },

  save: (people: readonly Person[]): Promise<void> =>
    db.upsertMany(
      'people',
      ['id'],
      people.map(({ id, name, performs }) => ({ id, name, nameFolded: fold(name), performs: performs ? 1 : 0 })),
    ),

  /** Those who perform or hold open tasks, by name; one more than the page holds, where there is one. */
  list: ({ q, holding }: PeopleFilter, { after, limit }: PageRequest) => {
    const holds = sql<boolean>`exists (select 1 from tasks where ${sql.ref('tasks.userId')} = ${sql.ref('people.id')} and ${sql.ref('tasks.status')} = 'open')`
    let query = db.query.selectFrom('people').select(['id', 'name', 'nameFolded', 'performs'])
    if (holding === 'some') query = query.where(holds)
    else
      query = query.where(
        holding === 'none' ? sql<boolean>`performs = 1 and not ${holds}` : sql<boolean>`(performs = 1 or ${holds})`,
      )
    if (q !== undefined && q.trim() !== '') query = query.where(contains('nameFolded', fold(q.trim())))
    if (after) query = query.where(afterKey(['nameFolded', 'id'], after, 'asc'))
    return query
      .orderBy('nameFolded')
      .orderBy('id')
      .limit(limit + 1)
      .execute()
  },
})
