import type { Database } from '../db/database.ts'
import type { Courier } from '../log/courier.ts'
import type { Numbering } from '../log/outbox.ts'

/** One place where a database can stand, to be opened again and again. */
export interface TestStore {
  /** Opens what stands there. */
  open<Tables>(): { readonly database: Database<Tables>; kill(): void }
  /** Deletes it with everything in it. */
  remove(): Promise<void>
}

/** A pair of a database and a courier that the suites of the log are run over. */
export interface LogBackend {
  readonly name: string
  /** A new, empty store. What `open` answers can be killed: cut off at once, as by the death of its process. */
  makeStore(): Promise<TestStore>
  makeCourier(): Promise<Courier>
  readonly features: {
    /** Who numbers what is said. */
    readonly numbering: Numbering
    /** An error by which this database says that it is away for a while. */
    readonly away: () => Error
  }
}

/** A courier that the suite of `Courier` is run over. */
export interface CourierBackend {
  readonly name: string
  /** Empties it, and answers how to make its instances: one for each process that would use it. */
  open(): Promise<{ instance(): Promise<Courier> }>
  readonly features: {
    /** Batches that may be with one listener at a time. */
    readonly atOnce: number
    /** Whether a batch that a listener refused, or left behind, is brought again; otherwise it is dropped. */
    readonly brings: 'again' | 'once'
  }
}
