import { type Program, rabbitmqCourier, startProgram, systemClock } from '@popug/service-kit'
import type { Logger } from 'pino'
import { databaseOf } from '../embedded/database-settings.ts'
import type { Composed } from './settings.ts'

export interface ComposedParts {
  readonly composed: Composed
  readonly log: Logger
  /** Breaks a start off that waits for its database. */
  readonly signal: AbortSignal
}

/** Starts the services that this program runs; it waits for their databases, and says so at the health routes. */
export const startComposed = ({ composed, log, signal }: ComposedParts): Promise<Program> => {
  const { services, settings, neighbourUrl } = composed
  return startProgram({
    services,
    settings,
    openDatabase: databaseOf(settings),
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
