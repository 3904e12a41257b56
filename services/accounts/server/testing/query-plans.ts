import { type Database, type Db, openSqlite } from '@popug/service-kit'
import {
  CamelCasePlugin,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import { migrations } from '../db/migrations.ts'
import type { Tables } from '../db/tables.ts'

class Recorder extends DummyDriver {
  readonly asked: CompiledQuery[] = []

  override async acquireConnection() {
    const { asked } = this
    return {
      executeQuery: async <R>(query: CompiledQuery) => {
        asked.push(query)
        return { rows: [] as R[] }
      },
      async *streamQuery() {},
    }
  }
}

const emptyTables = async (): Promise<Database<Tables>> => {
  const database = openSqlite<Tables>(':memory:')
  for (const step of Object.values(migrations)) {
    await step(database.query.withoutPlugins() as unknown as Kysely<unknown>, database.dialect.types, database.dialect)
  }
  return database
}

/** How SQLite would find the rows that a repository asks for, in its own words: one line a query. */
export const plansOf = async (ask: (db: Db<Tables>) => Promise<unknown>): Promise<string[]> => {
  const database = await emptyTables()
  const recorder = new Recorder()
  const query = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => recorder,
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    plugins: [new CamelCasePlugin()],
  })
  await ask({ ...database, query })
  const plans: string[] = []
  for (const asked of recorder.asked) {
    const { rows } = await sql<{
      detail: string
    }>`explain query plan ${sql.raw(asked.sql.replaceAll('?', "'0'"))}`.execute(database.query)
    plans.push(rows.map(({ detail }) => detail).join(', '))
  }
  await database.close()
  return plans
}
