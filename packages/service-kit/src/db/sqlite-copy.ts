import { DatabaseSync } from '@photostructure/sqlite'

/**
 * Copies a SQLite database, as it stands at one moment, into a new file, compact and in one piece. The database may be
 * in use by another process: readers and its writer do not wait for each other.
 */
export const copySqlite = (from: string, to: string): void => {
  const database = new DatabaseSync(from, { readOnly: true })
  try {
    database.exec('PRAGMA busy_timeout=5000')
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
}

/** What SQLite finds wrong with a file: nothing, where it is whole. */
export const checkSqlite = (file: string): string[] => {
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      const rows = database.prepare('PRAGMA quick_check(10)').all() as { quick_check: string }[]
      return rows.map(({ quick_check }) => quick_check).filter((found) => found !== 'ok')
    } finally {
      database.close()
    }
  } catch (error) {
    return [(error as Error).message]
  }
}
