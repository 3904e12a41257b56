import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteDatabase } from '../db/sqlite.ts'
import { SqliteEngine } from '../db/sqlite-engine.ts'
import type { TestStore } from './backend.ts'

/** A SQLite file in a temporary folder of its own. */
export const sqliteStore = async (): Promise<TestStore> => {
  const folder = await mkdtemp(join(tmpdir(), 'popug-'))
  return {
    open: <Tables>() => {
      const engine = new SqliteEngine(join(folder, 'test.sqlite'))
      return { database: sqliteDatabase<Tables>(engine), kill: () => engine.close() }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
