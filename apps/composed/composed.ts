import { openMysql, type Program, rabbitmqCourier, startProgram, systemClock } from '@popug/service-kit'
import type { Logger } from 'pino'
import type { Composed } from './settings.ts'

export interface ComposedParts {
  readonly composed: Composed
  readonly log: Logger
  /** Breaks a start off that waits for its database. */
  readonly signal: AbortSignal
}

/** Opens a service's own database. */
export const databaseOf = ({ settings, databaseUrl }: Composed) => {
  return <Tables>(service: Parameters<typeof databaseUrl>[0]) =>
    openMysql<Tables>(databaseUrl(service), { connections: settings.DATABASE_CONNECTIONS })
}

/** Starts the services that this program runs; it waits for their databases, and says so at the health routes. */
export const startComposed = ({ composed, log, signal }: ComposedParts): Promise<Program> => {
  const { services, settings, neighbourUrl } = composed
  return startProgram({
    services,
    settings,
    openDatabase: databaseOf(composed),
    courier: rabbitmqCourier({ url: settings.AMQP_URL, log }),
    clock: systemClock,
    log,
    listen: { port: settings.PORT, host: settings.HOST },
    neighbourUrl,
    trustProxy: settings.TRUST_PROXY === '1',
    // Only the network of the containers reaches this port; the web server in front passes no metrics on.
    openMetrics: true,
    waits: true,
    signal,
  })
}
