import type { Db, PageRequest } from '@popug/service-kit'
import type { ImportLine } from '../domain/import-lines.ts'
import type { Tables } from './tables.ts'

/** An import as it stands in its table. */
export type Import = Readonly<Tables['imports']>

/** Imports and their lines in the database. */
export const importRepository = (db: Db<Tables>) => {
  const imports = () => db.query.selectFrom('imports').selectAll()
  return {
    insert: async (row: Import, lines: readonly ImportLine[]): Promise<void> => {
      await db.insertMany('imports', [row])
      await db.insertMany(
        'importLines',
        lines.map(({ line, title, description, key, reason }) => ({
          importId: row.id,
          line,
          title,
          description,
          key,
          reason,
        })),
      )
    },

    save: (row: Import): Promise<void> => db.updateMany('imports', ['id'], [row]),

    find: (id: string): Promise<Import | undefined> => imports().where('id', '=', id).executeTakeFirst(),

    /** The one that is under way, or the oldest that waits. */
    nextForUpdate: (): Promise<Import | undefined> =>
      db.dialect
        .forUpdate(imports().where('status', 'in', ['waiting', 'running']).orderBy('id').limit(1))
        .executeTakeFirst(),

    list: ({ after, limit }: PageRequest): Promise<Import[]> => {
      let query = imports()
      if (after) query = query.where('id', '<', String(after[0]))
      return query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
    },

    /** Lines whose tasks are still to be created, in the order of the file. */
    waitingLines: (importId: string, limit: number): Promise<ImportLine[]> =>
      db.query
        .selectFrom('importLines')
        .select(['line', 'title', 'description', 'key', 'reason'])
        .where('importId', '=', importId)
        .where('reason', 'is', null)
        .orderBy('line')
        .limit(limit)
        .execute(),

    /** Forgets the lines up to one that are not refused: their tasks are created. */
    removeCreated: async (importId: string, upToLine: number): Promise<void> => {
      await db.query
        .deleteFrom('importLines')
        .where('importId', '=', importId)
        .where('reason', 'is', null)
        .where('line', '<=', upToLine)
        .execute()
    },

    refusedLines: async (importId: string, limit: number): Promise<{ line: number; reason: string }[]> => {
      const rows = await db.query
        .selectFrom('importLines')
        .select(['line', 'reason'])
        .where('importId', '=', importId)
        .where('reason', 'is not', null)
        .orderBy('line')
        .limit(limit)
        .execute()
      return rows.map(({ line, reason }) => ({ line, reason: reason ?? '' }))
    },
  }
}
