import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { ServiceName } from '@popug/contracts/topology.ts'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Database } from './db/database.ts'
import { closerOf } from './http/close-server.ts'
import { makeServer } from './http/server.ts'
import { serviceCredential } from './http/session.ts'
import { startSessionVerifier } from './http/session-verifier.ts'
import { openWaitingRoom } from './http/waiting-room.ts'
import type { Courier } from './log/courier.ts'
import { httpNeighbours } from './neighbours.ts'
import { openService, type RunningService } from './service/run-service.ts'
import type { AnyService } from './service/service.ts'
import { whenReachable } from './service/when-reachable.ts'
import type { InstallationSettings } from './settings/installation.ts'

/** What a program is made of. */
export interface ProgramParts {
  readonly services: readonly AnyService[]
  /** The installation's settings with those of all its services. */
  readonly settings: object & InstallationSettings
  readonly openDatabase: (service: ServiceName) => Database<object>
  readonly courier: Courier
  readonly clock: Clock
  readonly log: Logger
  readonly listen: { readonly port: number; readonly host: string }
  /** Where neighbours outside this program stand; those inside are called at its own address. */
  readonly neighbourUrl?: (service: ServiceName) => string | undefined
  readonly frontends?: Readonly<Record<string, string>>
  /** The folder of what the frontends share. */
  readonly shared?: string
  readonly trustProxy?: boolean
  /** Whether a database that is away is waited for; meanwhile the health routes answer that the services are alive, not ready. */
  readonly waits?: boolean
  /** Breaks a start off. */
  readonly signal?: AbortSignal
  /** Whether `/metrics` answers everyone who reaches this program, not this machine alone: where only a network of ours does. */
  readonly openMetrics?: boolean
  /** False where the services only take and pass on events, and do nothing by time: no payout, no letter, no closing of a day. */
  readonly jobs?: boolean
  /** A token of this process alone that makes whoever brings it an admin: for a command that holds the data itself. */
  readonly operatorToken?: string
  /** Told what is being done, for people who wait. */
  readonly progress?: (text: string) => void
}

/** A program that runs. */
export interface Program {
  readonly address: string
  readonly services: readonly RunningService[]
  readonly server: FastifyInstance
  /** Answers what is under way, then stops everything; nothing acknowledged is lost. */
  stop(): Promise<void>
}

/** Runs each, last given first, whatever happens to the others; then throws the first error there was. */
const runBackwards = async (steps: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const errors: unknown[] = []
  for (const step of [...steps].reverse()) await step().catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}

/**
 * Starts services as one program: migrates, listens, then lets the services work by themselves. Where one of them cannot
 * start, those that did are stopped before it throws.
 */
export const startProgram = async (parts: ProgramParts): Promise<Program> => {
  const stops: (() => Promise<unknown>)[] = []
  try {
    return await start(parts, stops)
  } catch (error) {
    await runBackwards(stops).catch((second: unknown) =>
      parts.log.warn({ err: second }, 'what had started was not stopped well'),
    )
    throw error
  }
}

/** Starts everything, and notes how to stop it. */
const start = async (parts: ProgramParts, stops: (() => Promise<unknown>)[]): Promise<Program> => {
  const { settings, clock, log, courier, progress = () => undefined } = parts
  const owner = randomUUID()
  const inside = new Set(parts.services.map(({ name }) => name))
  let address = ''
  const baseUrl = (service: ServiceName): string => {
    const url = inside.has(service) ? address : parts.neighbourUrl?.(service)
    if (!url) throw new Error(`nobody said where ${service} stands`)
    return url
  }
  const neighboursOf = (name: ServiceName) =>
    httpNeighbours({ baseUrl, credential: serviceCredential(name, settings.SERVICE_SECRET, clock) })

  stops.push(() => courier.close())
  const room = parts.waits ? await openWaitingRoom([...inside], parts.listen) : null
  if (room) stops.push(room.close)
  const services: RunningService[] = []
  for (const definition of parts.services) {
    progress(`${definition.name}: opening the database`)
    const { name } = definition
    const database = parts.openDatabase(name)
    stops.push(() => database.close())
    const itsLog = log.child({ service: name })
    const open = () =>
      openService({
        definition,
        database,
        settings,
        courier,
        neighbours: neighboursOf(name),
        clock,
        log: itsLog,
        owner,
      })
    const service = parts.waits
      ? await whenReachable(database, open, { log: itsLog, signal: parts.signal })
      : await open()
    stops.splice(-1, 1, () => service.stop())
    services.push(service)
  }
  const verifier = startSessionVerifier(neighboursOf(parts.services[0]?.name ?? 'auth'), clock, log)
  stops.push(() => verifier.stop())
  const server = await makeServer({
    services,
    guard: { verifier, secret: settings.SERVICE_SECRET, clock, operatorToken: parts.operatorToken },
    log,
    frontends: parts.frontends ?? {},
    shared: parts.shared,
    trustProxy: parts.trustProxy ?? false,
    openMetrics: parts.openMetrics ?? false,
  })
  // The doors first: what is under way is answered while everything behind them still stands.
  stops.push(closerOf(server))
  progress('opening the doors')
  await room?.close()
  await server.listen({ ...parts.listen, ...(room ? { port: room.port } : {}) })
  const bound = server.server.address() as AddressInfo
  address = `http://${bound.family === 'IPv6' ? '[::1]' : '127.0.0.1'}:${bound.port}`
  for (const service of services) await service.start({ jobs: parts.jobs ?? true })

  return { address, services, server, stop: () => runBackwards(stops) }
}
