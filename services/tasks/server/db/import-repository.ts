import type { LineOutcome } from '@popug/contracts/task-imports.ts'
import type { Db, PageRequest } from '@popug/service-kit'
import type { ImportLine } from '../domain/import-lines.ts'
import type { Tables } from './tables.ts'

/** An import as it stands in its table. */
export type Import = Readonly<Tables['imports']>
/** One of its lines. */
export type LineRow = Readonly<Tables['importLines']>

/** Imports and their lines in the database. */
export const importRepository = (db: Db<Tables>) => {
  const imports = () => db.query.selectFrom('imports').selectAll()
  const lines = () => db.query.selectFrom('importLines').selectAll()
  return {
    insert: async (row: Import, read: readonly ImportLine[]): Promise<void> => {
      await db.insertMany('imports', [row])
      await db.insertMany(
        'importLines',
        read.map(({ given, ...line }) => ({
          importId: row.id,
          ...line,
          taskId: null,
          given: given && JSON.stringify(given),
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
    waitingLines: (importId: string, limit: number): Promise<LineRow[]> =>
      lines()
        .where('importId', '=', importId)
        .where('reason', 'is', null)
        .where('taskId', 'is', null)
        .orderBy('line')
        .limit(limit)
        .execute(),

    /** Notes the tasks that lines became; what those held is told by their tasks from now on. */
    settle: (created: readonly LineRow[]): Promise<void> =>
      db.updateMany(
        'importLines',
        ['importId', 'line'],
        created.map(({ importId, line, taskId }) => ({
          importId,
          line,
          taskId,
          title: '',
          description: '',
          key: null,
        })),
      ),

    /** Lines of an import in the order of the file, of one outcome or all. */
    lines: (importId: string, { after, limit }: PageRequest, outcome?: LineOutcome): Promise<LineRow[]> => {
      let query = lines().where('importId', '=', importId)
      if (outcome === 'refused') query = query.where('reason', 'is not', null)
      else if (outcome !== undefined) {
        query = query.where('reason', 'is', null).where('taskId', outcome === 'created' ? 'is not' : 'is', null)
      }
      if (after) query = query.where('line', '>', Number(after[0]))
      return query
        .orderBy('line')
        .limit(limit + 1)
        .execute()
    },

    refusedLines: (importId: string, limit: number): Promise<LineRow[]> =>
      lines().where('importId', '=', importId).where('reason', 'is not', null).orderBy('line').limit(limit).execute(),
  }
}
