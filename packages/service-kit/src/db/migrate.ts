import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import type { Database } from './database.ts'
import type { ColumnTypes, Dialect } from './dialect.ts'

/** A step of a database's history; written once, never changed. MySQL cannot roll DDL back: one statement each. */
export type MigrationStep = (db: Kysely<unknown>, types: ColumnTypes, dialect: Dialect) => Promise<unknown>

/** Steps by name; they run in the order of their names: `001-tasks`. */
export type Migrations = Readonly<Record<string, MigrationStep>>

/**
 * Brings a database to the newest form of one history (the kit's log and the service itself have one each).
 * Several instances may start at once: one migrates, the others wait.
 */
export const migrate = async <Tables>(
  database: Database<Tables>,
  steps: Migrations,
  history: string,
): Promise<string[]> => {
  const kysely = database.query as unknown as Kysely<unknown>
  const migrations = Object.fromEntries(
    Object.entries(steps).map(([name, step]): [string, Migration] => [
      name,
      {
        up: async (db) => {
          await step(db.withoutPlugins(), database.dialect.types, database.dialect)
        },
      },
    ]),
  )
  const migrator = new Migrator({
    db: kysely.withoutPlugins(),
    provider: { getMigrations: async () => migrations },
    migrationTableName: `migrations_${history}`,
    migrationLockTableName: `migrations_${history}_lock`,
  })
  const { error, results } = await migrator.migrateToLatest()
  const failed = results?.find((result) => result.status === 'Error')
  if (error) throw new Error(`migration ${failed?.migrationName ?? ''} failed: ${String(error)}`, { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}

/** Drops an index, whose name is the table's own on MySQL and the database's on SQLite. */
export const dropIndex = (db: Kysely<unknown>, { name }: Dialect, index: string, table: string): Promise<unknown> =>
  statement(db, name === 'mysql' ? `drop index ${index} on ${table}` : `drop index ${index}`)

/**
 * Makes a unique index, whose columns may not be null, the clustered one, and what was the primary key a plain column: InnoDB
 * lays rows down by their primary key and repeats it in every other index. SQLite lays them down by a number of its own, so
 * there nothing is done.
 */
export const clusterBy = async (
  db: Kysely<unknown>,
  { name }: Dialect,
  { table, index, columns }: { table: string; index: string; columns: readonly string[] },
): Promise<void> => {
  if (name !== 'mysql') return
  const key = `primary key (${columns.join(', ')})`
  await statement(db, `alter table ${table} drop primary key, add ${key}, drop index ${index}`)
}

/** One statement of DDL. */
export const statement = (db: Kysely<unknown>, text: string): Promise<unknown> => sql.raw(text).execute(db)
