import type { UserLineReason } from '@popug/contracts/user-imports.ts'
import { type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import { noPassword } from '../domain/invitation.ts'
import type { UserLine } from '../domain/user-lines.ts'
import type { Tables } from './tables.ts'

/** An import of people as it stands in its table. */
export type UserImportRow = Readonly<Tables['userImports']>
type LineRow = Readonly<Tables['userImportLines']>

/** Imports of people and their lines. */
export const userImportRepository = (db: Db<Tables>) => {
  const imports = () => db.query.selectFrom('userImports').selectAll()
  return {
    insert: async (row: UserImportRow, lines: readonly UserLine[]): Promise<void> => {
      await db.insertMany('userImports', [row])
      await db.insertMany(
        'userImportLines',
        lines.map((line) => ({ importId: row.id, ...line, userId: null })),
      )
    },
    save: (row: UserImportRow): Promise<void> => db.updateMany('userImports', ['id'], [row]),
    find: (id: string): Promise<UserImportRow | undefined> => imports().where('id', '=', id).executeTakeFirst(),
    /** The one that is under way, or the oldest that waits. */
    nextForUpdate: (): Promise<UserImportRow | undefined> =>
      db.dialect
        .forUpdate(imports().where('status', 'in', ['waiting', 'running']).orderBy('id').limit(1))
        .executeTakeFirst(),
    list: async ({ after, limit }: PageRequest): Promise<PageOf<UserImportRow>> => {
      let query = imports()
      if (after) query = query.where('id', '<', String(after[0]))
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return pageFrom(rows, limit, ({ id }) => [id])
    },
    /** Lines whose people are still to be registered, in the order of the file. */
    waitingLines: (importId: string, limit: number): Promise<LineRow[]> =>
      db.query
        .selectFrom('userImportLines')
        .selectAll()
        .where('importId', '=', importId)
        .where('reason', 'is', null)
        .where('userId', 'is', null)
        .orderBy('line')
        .limit(limit)
        .execute(),
    /** Notes what became of lines; what they said of the person is told by the person's row from now on. */
    settle: (lines: readonly LineRow[]): Promise<void> =>
      db.updateMany(
        'userImportLines',
        ['importId', 'line'],
        lines.map((line) => ({ ...line, email: '', name: '' })),
      ),
    refusedLines: async (importId: string, limit: number): Promise<{ line: number; reason: UserLineReason }[]> => {
      const rows = await db.query
        .selectFrom('userImportLines')
        .select(['line', 'reason'])
        .where('importId', '=', importId)
        .where('reason', 'is not', null)
        .orderBy('line')
        .limit(limit)
        .execute()
      return rows.map(({ line, reason }) => ({ line, reason: reason ?? 'refused' }))
    },
    countWithoutPassword: async (importId: string): Promise<number> => {
      const { waiting } = await db.query
        .selectFrom('userImportLines')
        .innerJoin('users', 'users.id', 'userImportLines.userId')
        .select((of) => of.fn.countAll().as('waiting'))
        .where('importId', '=', importId)
        .where('users.passwordHash', '=', noPassword)
        .where('users.status', '=', 'active')
        .executeTakeFirstOrThrow()
      return Number(waiting)
    },
    /** The active people of an import who have not chosen a password yet, by id, after one of them. */
    withoutPassword: async (importId: string, limit: number, after = ''): Promise<string[]> => {
      const rows = await db.query
        .selectFrom('userImportLines')
        .innerJoin('users', 'users.id', 'userImportLines.userId')
        .select('users.id')
        .where('importId', '=', importId)
        .where('users.id', '>', after)
        .where('users.passwordHash', '=', noPassword)
        .where('users.status', '=', 'active')
        .orderBy('users.id')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}
