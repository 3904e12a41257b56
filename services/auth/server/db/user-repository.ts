import type { UserStatus } from '@popug/contracts/auth.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { afterKey, contains, type Db, type PageOf, type PageRequest, pageFrom, startsWith } from '@popug/service-kit'
import type { SelectQueryBuilder } from 'kysely'
import type { Tables, UserRow } from './tables.ts'

const columns = [
  'id',
  'login',
  'email',
  'name',
  'role',
  'status',
  'language',
  'passwordHash',
  'createdAt',
] as const satisfies (keyof UserRow)[]

export interface UserFilter {
  readonly ids?: readonly string[] | undefined
  readonly role?: Role | undefined
  readonly status?: UserStatus | undefined
  readonly q?: string | undefined
  /** Whether `q` may be found in an email. */
  readonly inEmails: boolean
}

const searchText = ({ name, login }: Pick<UserRow, 'name' | 'login'>): string => `${name} ${login}`.toLowerCase()

type Users = SelectQueryBuilder<Tables, 'users', UserRow>

const filtered = (query: Users, { ids, role, status, q, inEmails }: UserFilter): Users => {
  let found = query
  if (ids) found = found.where('id', 'in', ids)
  if (role) found = found.where('role', '=', role)
  if (status) found = found.where('status', '=', status)
  const text = q?.trim().toLowerCase()
  if (text) {
    found = found.where((is) => is.or([contains('searchText', text), ...(inEmails ? [contains('email', text)] : [])]))
  }
  return found
}

/** People, found and kept. */
export const userRepository = (db: Db<Tables>) => {
  const users = () => db.query.selectFrom('users').select(columns)
  return {
    find: (id: string): Promise<UserRow | undefined> => users().where('id', '=', id).executeTakeFirst(),
    findByEmail: (email: string): Promise<UserRow | undefined> => users().where('email', '=', email).executeTakeFirst(),
    /** Locks the person: whatever signs or revokes their tokens does so one after the other. */
    findForUpdate: (id: string): Promise<UserRow | undefined> =>
      db.dialect.forUpdate(users().where('id', '=', id)).executeTakeFirst(),
    /** The people of these ids that there are, locked, by id. */
    listForUpdate: async (ids: readonly string[]): Promise<UserRow[]> =>
      ids.length === 0 ? [] : db.dialect.forUpdate(users().where('id', 'in', ids).orderBy('id')).execute(),
    /** People by login. */
    list: async (filter: UserFilter, { after, limit }: PageRequest): Promise<PageOf<UserRow>> => {
      let query = filtered(users(), filter)
      if (after) query = query.where(afterKey(['login'], after, 'asc'))
      const rows = await query
        .orderBy('login')
        .limit(limit + 1)
        .execute()
      return pageFrom(rows, limit, ({ login }) => [login])
    },
    exists: async (): Promise<boolean> =>
      (await db.query.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined,
    /** Locks all active admins, so that two of them cannot be taken away at once; answers how many there are. */
    lockActiveAdmins: async (): Promise<number> => {
      const admins = users().where('role', '=', 'admin').where('status', '=', 'active').orderBy('id')
      return (await db.dialect.forUpdate(admins).execute()).length
    },
    /** The logins that begin so. */
    loginsFrom: async (start: string): Promise<string[]> => {
      const taken = db.query.selectFrom('users').select('login').where(startsWith('login', start.toLowerCase()))
      return (await taken.execute()).map(({ login }) => login)
    },
    /** False where the email or the login is taken. */
    insert: async (user: UserRow): Promise<boolean> =>
      (await db.insertMissing('users', [{ ...user, searchText: searchText(user) }])) === 1,
    save: ({ id, ...user }: UserRow): Promise<void> =>
      db.updateMany('users', ['id'], [{ id, ...user, searchText: searchText(user) }]),
  }
}
