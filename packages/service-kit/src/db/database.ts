import type { Kysely } from 'kysely'
import type { Dialect } from './dialect.ts'
import type { Row } from './row.ts'

/**
 * What a repository works with: typed queries, and the few statements that the two databases write differently.
 * Inside a command it is the command's transaction, elsewhere each statement, a bulk one whole, commits by itself.
 */
export interface Db<Tables> {
  readonly query: Kysely<Tables>
  readonly dialect: Dialect
  /** Inserts any number of rows, all with the same columns; in bounded statements. */
  insertMany(table: keyof Tables & string, rows: readonly Row[]): Promise<void>
  /** The same, passing over rows whose key is there already. Answers how many were new. */
  insertMissing(table: keyof Tables & string, rows: readonly Row[]): Promise<number>
  /** Inserts rows, or overwrites all other columns of those whose key is there already. */
  upsertMany(table: keyof Tables & string, key: readonly string[], rows: readonly Row[]): Promise<void>
  /** Adds to numeric columns of rows found by key, inserting those that are missing. */
  addMany(table: keyof Tables & string, key: readonly string[], rows: readonly Row[]): Promise<void>
  /** Overwrites the given columns of rows found by key. */
  updateMany(table: keyof Tables & string, key: readonly string[], rows: readonly Row[]): Promise<void>
}

/** A service's own database. */
export interface Database<Tables> extends Db<Tables> {
  /**
   * Runs work in one transaction. Deadlocks and lock timeouts are tried again, at most five times, so work must have
   * no effect outside the database. A throw rolls everything back.
   */
  transaction<T>(work: (tx: Db<Tables>) => Promise<T>): Promise<T>
  /** Throws if the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}
