import { topicsSaidBy } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import { auditMigrations } from '../audit/audit-tables.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { forgetOldKeys } from '../http/idempotency.ts'
import { newId } from '../ids.ts'
import { releaseLeases, underLease } from '../jobs/lease.ts'
import { type Loop, type LoopParts, startLoop } from '../jobs/loop.ts'
import { openCheckpoint } from '../log/checkpoint.ts'
import type { Courier } from '../log/courier.ts'
import { makeRelay, openTopics } from '../log/relay.ts'
import type { Subscription } from '../log/subscription.ts'
import { logMigrations } from '../log/tables.ts'
import type { Neighbours } from '../neighbours.ts'
import type { InstallationSettings } from '../settings/installation.ts'
import { handlerOf, serviceActor, startHearing } from './hear.ts'
import type { AnyService, JobDefinition } from './service.ts'
import { type Asked, openSession, type SessionParts } from './session.ts'
import type { Session, World } from './world.ts'

/** What a service needs of the program it runs in. */
export interface ServiceParts {
  readonly definition: AnyService
  readonly database: Database<object>
  readonly settings: object & InstallationSettings
  readonly courier: Courier
  readonly neighbours: Neighbours
  readonly clock: Clock
  readonly log: Logger
  /** Names this process among the instances of a service. */
  readonly owner: string
}

/** A service that is open for requests; `start` lets it work by itself too. */
export interface RunningService extends ServiceParts {
  open(asked: Asked): Session<World>
  /** The subscriptions that run, once started. */
  readonly subscriptions: readonly Subscription[]
  /** How often each job has failed since the start, by name; the relay is one of them. */
  readonly failures: ReadonlyMap<string, number>
  /** Applies a parked event within a transaction. */
  readonly handlers: ReadonlyMap<string, ReturnType<typeof handlerOf>>
  /** Lets the service say, hear, and do its jobs by time; without jobs it only says and hears. */
  start(what?: { readonly jobs: boolean }): Promise<void>
  stop(): Promise<void>
}

const relayEvery = 500
const keysEvery = 10 * 60_000

/** Brings a service's database to its newest form, with a row for each topic that it says or hears. Answers the steps that were taken. */
export const migrateService = async (
  { name, migrations, subscriptions }: AnyService,
  database: Database<object>,
  now: number,
): Promise<string[]> => {
  const taken = [
    ...(await migrate(database, logMigrations, 'log')),
    ...(await migrate(database, auditMigrations, 'audit')),
    ...(await migrate(database, migrations, name)),
  ]
  await openTopics(database, topicsSaidBy(name))
  for (const { topic } of subscriptions) await openCheckpoint(database, topic, now)
  return taken
}

type Stop = () => Promise<void> | void

/** Stops everything, last made first; what cannot be stopped is told, and keeps nothing else from it. */
const stopAll = async (stops: readonly Stop[], log: Logger): Promise<void> => {
  for (const stop of [...stops].reverse()) {
    try {
      await stop()
    } catch (error) {
      log.warn({ err: error }, 'something could not be stopped well; the rest is')
    }
  }
}

/** Migrates a service's database and makes its tools; nothing moves by itself before `start`. */
export const openService = async (parts: ServiceParts): Promise<RunningService> => {
  const stops: Stop[] = []
  try {
    return await open(parts, stops)
  } catch (error) {
    await stopAll(stops, parts.log)
    throw error
  }
}

/** Opens a service, and notes how to stop what it has made. */
const open = async (parts: ServiceParts, stops: Stop[]): Promise<RunningService> => {
  const { definition, database, settings, courier, neighbours, clock, log, owner } = parts
  const topicsSaid = topicsSaidBy(definition.name)
  await migrateService(definition, database, clock.now())
  if (!database.dialect.shared) await definition.endClaims?.(database)

  const tools: object = await definition.tools({
    settings,
    database,
    neighbours,
    clock,
    log,
    onStop: (stop) => stops.push(stop),
  })
  const loops = new Map<string, Loop>()
  const subscriptions: Subscription[] = []
  const failures = new Map<string, number>()
  const shared: SessionParts<World> = {
    setting: { settings, tools, log },
    database,
    neighbours,
    clock,
    topicsSaid,
    wake: (job) => loops.get(job)?.wake(),
  }
  const actor = serviceActor(definition.name)

  /** Runs work on one instance at a time. */
  const leased = (name: string, run: (signal: AbortSignal) => Promise<'more' | undefined>) =>
    underLease(database, name, owner, run)

  const openAs = (name: string) =>
    openSession(shared, { actor, correlationId: newId(clock.now()), log: log.child({ job: name }) })

  /** A loop that other work may wake by this name, and whose failures are counted. */
  const startCounted = (name: string, loop: Omit<LoopParts, 'log' | 'onFailure'>): void => {
    failures.set(name, 0)
    const onFailure = (): void => void failures.set(name, (failures.get(name) ?? 0) + 1)
    loops.set(name, startLoop({ ...loop, log, onFailure }))
  }

  const startJob = (job: JobDefinition<World>): void => {
    const run = async (signal: AbortSignal): Promise<'more' | undefined> => {
      return (await job.run(openAs(job.name), signal)) ?? undefined
    }
    const name = `job ${job.name}`
    startCounted(job.name, { name, every: job.every, run: job.everywhere ? run : leased(name, run) })
  }

  const startRelay = (): void => {
    if (topicsSaid.length === 0) return
    const run = leased('relay', makeRelay({ service: definition.name, database, courier, log }, topicsSaid))
    startCounted('relay', { name: 'relay', every: relayEvery, run })
  }

  const hear = async (): Promise<void> => {
    for (const heard of definition.subscriptions) {
      const subscription = startHearing(shared, actor, heard, courier)
      subscriptions.push(subscription)
      const leave = await courier.subscribe(definition.name, heard.topic, (batch) => subscription.deliver(batch))
      stops.push(async () => {
        await subscription.stop()
        await leave()
      })
    }
  }

  const forgetKeys: JobDefinition<World> = {
    name: 'forget-idempotency-keys',
    every: keysEvery,
    run: async ({ now }) => forgetOldKeys(database, now),
  }

  await definition.prepare?.(openAs('prepare'))

  return {
    ...parts,
    subscriptions,
    failures,
    handlers: new Map(definition.subscriptions.map((heard) => [heard.topic, handlerOf(shared, actor, heard)])),
    open: (asked) => openSession(shared, asked),
    start: async ({ jobs } = { jobs: true }) => {
      startRelay()
      if (jobs) for (const job of [...definition.jobs, forgetKeys]) startJob(job)
      await hear()
    },
    stop: async () => {
      await Promise.all([...loops.values()].map((loop) => loop.stop()))
      await stopAll([() => releaseLeases(database, owner), ...stops], log)
      await database.close()
    },
  }
}
