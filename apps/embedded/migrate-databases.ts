import type { ServiceName } from '@popug/contracts/topology.ts'
import {
  type AnyService,
  type Database,
  migrateService,
  readSettings,
  systemClock,
  whenReachable,
} from '@popug/service-kit'
import type { Logger } from 'pino'
import { Complaint } from './complaint.ts'
import { DatabaseSettings, databaseOf, type OpenDatabase, refuseOneDatabase, servicesIn } from './database-settings.ts'

/** A service, and the steps that its database took. */
export interface Migrated {
  readonly service: ServiceName
  readonly steps: readonly string[]
}

const migrateNow = (service: AnyService, database: Database<object>): Promise<string[]> =>
  migrateService(service, database, systemClock.now())

/** Brings the databases of services to their newest form, one after the other, and tells of each when it is there. */
export async function* migrateDatabases(
  services: readonly AnyService[],
  open: OpenDatabase,
  migrate: typeof migrateNow = migrateNow,
): AsyncGenerator<Migrated> {
  for (const service of services) {
    const database = open<object>(service.name)
    try {
      yield { service: service.name, steps: await migrate(service, database) }
    } finally {
      await database.close()
    }
  }
}

export interface ServersParts {
  readonly env: NodeJS.ProcessEnv
  readonly log: Logger
  /** Milliseconds that one of the databases may take to answer. */
  readonly within: number
}

/**
 * The same on the database servers of the composed mode, for the services that SERVICE names; nothing but SERVICE and
 * DATABASE_URL need be set. Throws `Complaint` where a database does not answer.
 */
export const migrateOnServers = ({ env, log, within }: ServersParts): AsyncGenerator<Migrated> => {
  const settings = readSettings(DatabaseSettings, env)
  refuseOneDatabase(settings)
  return migrateDatabases(servicesIn(settings.SERVICE), databaseOf(settings), async (service, database) => {
    const signal = AbortSignal.timeout(within)
    let isReached = false
    const migrate = (): Promise<string[]> => {
      isReached = true
      return migrateNow(service, database)
    }
    try {
      return await whenReachable(database, migrate, { log, signal })
    } catch (error) {
      if (isReached) throw error
      const { message, cause } = error as Error
      throw new Complaint(
        signal.aborted
          ? `The database of ${service.name} did not let us in within ${within / 1000} s: ${(cause as Error).message}.`
          : `The database of ${service.name} cannot be opened: ${message}.`,
      )
    }
  })
}

/** The line that tells what was done to one database. */
export const migratedLine = ({ service, steps }: Migrated): string =>
  `${service}: ${steps.length === 0 ? 'nothing to do' : steps.join(', ')}`
