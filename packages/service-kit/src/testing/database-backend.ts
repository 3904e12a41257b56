import type { TestStore } from './backend.ts'

/** A database that the suite of `Db` is run over. */
export interface DatabaseBackend {
  readonly name: string
  makeStore(): Promise<TestStore>
  readonly features: {
    /** The error of a deadlock or a lock timeout, as this database says it. */
    readonly deadlock: () => Error
    readonly away: () => Error
  }
}
