/** The first person of every system under test. */
export const adminEmail = 'admin@company.test'
export const adminPassword = 'the admin of the tests'

/** A running Popug as the tests see it: an address, and ways to stop it. */
export interface System {
  readonly address: string
  /** Everything its processes printed so far. */
  printed(): string
  /** Ends everything at once, as a power cut would. */
  kill(): Promise<void>
  /** Starts again on the same data. */
  start(): Promise<void>
  /** Asks everything to stop, and answers the exit code: 0 where all went well. */
  stop(): Promise<number | null>
  /** Stops, and removes the data. */
  remove(): Promise<void>
}
