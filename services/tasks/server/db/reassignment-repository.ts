import type { Db, PageRequest } from '@popug/service-kit'
import type { Run } from '../domain/run.ts'
import type { Tables } from './tables.ts'

/** Reassignments of all in the database. */
export const reassignmentRepository = (db: Db<Tables>) => ({
  insert: (run: Run): Promise<void> => db.insertMany('reassignments', [{ ...run }]),

  save: (run: Run): Promise<void> => db.updateMany('reassignments', ['id'], [{ ...run }]),

  find: (id: string): Promise<Run | undefined> =>
    db.query.selectFrom('reassignments').selectAll().where('id', '=', id).executeTakeFirst(),

  /** The one that is under way, or the oldest that waits. */
  nextForUpdate: (): Promise<Run | undefined> =>
    db.dialect
      .forUpdate(
        db.query
          .selectFrom('reassignments')
          .selectAll()
          .where('status', 'in', ['waiting', 'running'])
          .orderBy('id')
          .limit(1),
      )
      .executeTakeFirst(),

  /** Those that wait or run, the oldest first. */
  listUnderWay: (limit: number): Promise<Run[]> =>
    db.query
      .selectFrom('reassignments')
      .selectAll()
      .where('status', 'in', ['waiting', 'running'])
      .orderBy('id')
      .limit(limit)
      .execute(),

  /** Those that have ended, newest first: they end in the order in which they were asked for. */
  listEnded: (limit: number): Promise<Run[]> =>
    db.query
      .selectFrom('reassignments')
      .selectAll()
      .where('status', '=', 'done')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute(),

  list: ({ after, limit }: PageRequest): Promise<Run[]> => {
    let query = db.query.selectFrom('reassignments').selectAll()
    if (after) query = query.where('id', '<', String(after[0]))
    return query
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
  },
})
