import type { Database } from '../db/database.ts'
import { type Migrations, migrate } from '../db/migrate.ts'
import type { DatabaseBackend } from './database-backend.ts'

/** A new database of a backend with these tables; `clear` closes it, and deletes it with everything in it. */
export const migratedDatabase = async <Tables>(
  backend: DatabaseBackend,
  migrations: Migrations,
): Promise<{ database: Database<Tables>; clear(): Promise<void> }> => {
  const store = await backend.makeStore()
  const { database } = store.open<Tables>()
  await migrate(database, migrations, 'test')
  return {
    database,
    clear: async () => {
      await database.close()
      await store.remove()
    },
  }
}
