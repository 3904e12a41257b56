import type { Database } from '../db/database.ts'
import { openSqlite } from '../db/sqlite.ts'
import type { TestStore } from './backend.ts'
import { mysqlStore } from './mysql-store.ts'
import { sqliteStore } from './sqlite-store.ts'

/** The administrator's address of a MySQL or MariaDB server, where the tests are to stand on one. */
const rootUrl = (): string | undefined => process.env.POPUG_TEST_DATABASE

/** An empty place for a database that is opened more than once: a temporary file, or a database on the server of the tests. */
export const makeTestStore = (): Promise<TestStore> => {
  const url = rootUrl()
  return url ? mysqlStore(url) : sqliteStore()
}

/** Opens an empty database that is gone when closed: in memory, or on the server of the tests. */
export const openTestDatabase = async <Tables>(): Promise<Database<Tables>> => {
  const url = rootUrl()
  if (!url) return openSqlite<Tables>(':memory:')
  const store = await mysqlStore(url)
  const { database } = store.open<Tables>()
  return {
    ...database,
    close: async () => {
      await database.close()
      await store.remove()
    },
  }
}
