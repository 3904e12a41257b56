import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite'

const maxStatements = 300

/** One open SQLite file with its prepared statements kept, the least used dropped first. */
export class SqliteEngine {
  readonly #database: InstanceType<typeof DatabaseSync>
  readonly #statements = new Map<string, { statement: StatementSyncInstance; reads: boolean }>()

  /** Opens `file` (`:memory:` for none) as stack.md says: WAL, synchronous=FULL, foreign keys, a busy timeout. */
  constructor(file: string) {
    this.#database = new DatabaseSync(file)
    for (const pragma of [
      'journal_mode=WAL',
      'synchronous=FULL',
      'foreign_keys=ON',
      'busy_timeout=5000',
      'temp_store=MEMORY',
    ]) {
      this.#database.exec(`PRAGMA ${pragma}`)
    }
  }

  prepare(sql: string): { statement: StatementSyncInstance; reads: boolean } {
    const known = this.#statements.get(sql)
    if (known) {
      this.#statements.delete(sql)
      this.#statements.set(sql, known)
      return known
    }
    const statement = this.#database.prepare(sql)
    const made = { statement, reads: statement.columns().length > 0 }
    this.#statements.set(sql, made)
    if (this.#statements.size > maxStatements) {
      const [oldest] = this.#statements.keys()
      if (oldest !== undefined) this.#statements.delete(oldest)
    }
    return made
  }

  get inTransaction(): boolean {
    return this.#database.isOpen && this.#database.isTransaction
  }

  /** Rolls back what is under way, and closes the file, which then holds everything by itself: it may be moved. */
  close(): void {
    if (this.inTransaction) this.#database.exec('ROLLBACK')
    this.#statements.clear()
    this.#gather()
    this.#database.close()
  }

  /** SQLite does this itself when the last statement is gone, which only the garbage collector sees to. */
  #gather(): void {
    try {
      // Whoever still reads is not waited for.
      this.#database.exec('PRAGMA busy_timeout=0')
      this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch {
      // What stays in the log beside the file, on a full disk say, is found there by whoever opens it next.
    }
  }
}
