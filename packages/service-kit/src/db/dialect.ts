import type { RawBuilder, SelectQueryBuilder } from 'kysely'
import type { Row } from './row.ts'

/** The one place where SQLite and MySQL differ: an implementation for each, one contract suite over both. */
export interface Dialect {
  readonly name: 'sqlite' | 'mysql'
  /** Whether other processes may have the database open too, so that leases are needed. */
  readonly shared: boolean
  /** Column types for migrations. */
  readonly types: ColumnTypes
  /** Locks the selected rows until the transaction ends; SQLite's transactions hold the whole database already. */
  forUpdate<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>
  /** What follows a table's name in a query that is read along one of its indexes, whatever else the database would choose. */
  along(index: string): RawBuilder<unknown>
  /** A key was there already. */
  isDuplicate(error: unknown): boolean
  /** A deadlock or a lock timeout: the whole transaction may be tried again. */
  isRetryable(error: unknown): boolean
  /** The database is away or full: nothing is wrong with the statement, wait and try again. */
  isUnavailable(error: unknown): boolean
}

/** Column types as raw SQL, so that a migration reads the same for both databases. */
export interface ColumnTypes {
  /** UUIDv7 as text. */
  readonly id: RawBuilder<unknown>
  /** Epoch milliseconds, money in minor units, positions: 64-bit whole numbers. */
  readonly bigint: RawBuilder<unknown>
  readonly integer: RawBuilder<unknown>
  /** `YYYY-MM-DD`. */
  readonly day: RawBuilder<unknown>
  /** Short ASCII words: kinds, statuses, topics. */
  readonly word: RawBuilder<unknown>
  /** Text of up to so many characters. */
  text(length: number): RawBuilder<unknown>
  /** Text without a practical bound. */
  readonly longText: RawBuilder<unknown>
  /** Bytes of up to so many. */
  bytes(length: number): RawBuilder<unknown>
  /** Bytes without a practical bound. */
  readonly longBytes: RawBuilder<unknown>
  /** A 64-bit primary key that the database counts up. */
  readonly serial: RawBuilder<unknown>
}

/** What an engine does for the bulk statements of `Db`. */
export interface BulkWriter {
  insertMany(table: string, rows: readonly Row[]): Promise<void>
  insertMissing(table: string, rows: readonly Row[]): Promise<number>
  upsertMany(table: string, key: readonly string[], rows: readonly Row[]): Promise<void>
  addMany(table: string, key: readonly string[], rows: readonly Row[]): Promise<void>
  updateMany(table: string, key: readonly string[], rows: readonly Row[]): Promise<void>
}

/** `amountMinor` → `amount_minor` by the rules of Kysely's `CamelCasePlugin`, so that both name the same column; remembered. */
export const snake = (name: string): string => {
  let known = names.get(name)
  if (known === undefined) {
    known = name.replace(/(?<![A-Z_])[A-Z]/g, '_$&').toLowerCase()
    names.set(name, known)
  }
  return known
}
const names = new Map<string, string>()
