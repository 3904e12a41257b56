import type { DataOf, EventKind } from '@popug/contracts/events.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { type AnswerOf, type BodyOf, type ParamsOf, pathOf, type QueryOf, type Route } from '@popug/contracts/route.ts'
import pino from 'pino'
import { type MovableClock, movableClock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { makeServer } from '../http/server.ts'
import type { Actor } from '../http/session.ts'
import { newId } from '../ids.ts'
import { readCheckpoint } from '../log/checkpoint.ts'
import { readFeed } from '../log/feed.ts'
import { inProcessCourier } from '../log/in-process-courier.ts'
import { logDb } from '../log/tables.ts'
import type { Neighbours } from '../neighbours.ts'
import { serviceActor } from '../service/hear.ts'
import { openService, type RunningService } from '../service/run-service.ts'
import type { ServiceDefinition } from '../service/service.ts'
import type { Session, World } from '../service/world.ts'
import { InstallationSettings } from '../settings/installation.ts'
import { readSettings } from '../settings/settings.ts'
import { TestLog } from './test-log.ts'
import { openTestDatabase } from './test-store.ts'
import { until } from './until.ts'

export interface TestProgramOptions {
  /** Settings as environment variables. */
  readonly env?: Readonly<Record<string, string>>
  /** What neighbours answer, by route name; a route that is not here does not answer. */
  readonly answers?: Readonly<Record<string, (parts: { params?: unknown; query?: unknown; body?: unknown }) => unknown>>
  /** Epoch milliseconds at which the clock stands; it follows the system's when left out. */
  readonly now?: number
  /** A database to stand on; an empty one of its own unless told. */
  readonly database?: Database<object>
  /** Whether its jobs run by time; a test that takes their steps itself says no. */
  readonly jobsByTime?: boolean
}

export interface TestAnswer<R extends Route> {
  readonly status: number
  readonly body: AnswerOf<R>
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

export interface TestCaller {
  readonly id: string
  call<R extends Route>(
    route: R,
    parts?: { params?: ParamsOf<R>; query?: QueryOf<R>; body?: BodyOf<R>; headers?: Record<string, string> },
  ): Promise<TestAnswer<R>>
}

/** One service on a database of its own, with stand-ins for its neighbours; requests do not touch the network. */
export interface TestProgram<W extends World> {
  readonly clock: MovableClock
  readonly service: RunningService
  readonly database: Database<W['tables']>
  /** Somebody who is signed in; a fresh id unless told. */
  as(role: Role, id?: string): TestCaller
  nobody(): TestCaller
  /** A session of the service itself, for running commands and queries directly. */
  session(): Session<W>
  /** Says something as the neighbour that speaks on the event's topic. */
  say<K extends EventKind>(kind: K, ...data: DataOf<K>[]): Promise<void>
  /** Waits until everything said has been applied. */
  settled(): Promise<void>
  /** Everything the service itself has said on a topic, once the relay has numbered it. */
  said<K extends EventKind>(kind: K): Promise<DataOf<K>[]>
  /** Stops the service and closes its database. */
  stop(): Promise<void>
}

/** Starts one service for a test. */
export const startTestProgram = async <W extends World>(
  definition: ServiceDefinition<W>,
  { env = {}, answers = {}, now, database: given, jobsByTime = true }: TestProgramOptions = {},
): Promise<TestProgram<W>> => {
  const database = given ?? (await openTestDatabase<object>())
  const clock = movableClock(now ?? null)
  const courier = inProcessCourier()
  const log = new TestLog(courier, () => clock.now())
  const logger = pino({ level: process.env.POPUG_TEST_LOG ?? 'silent' })
  const people = new Map<string, Actor>()

  const neighbours: Neighbours = {
    call: async (route, parts) => {
      const { params, query, body } = parts as { params?: unknown; query?: unknown; body?: unknown }
      if (route.path === '/events') return log.read(query as Parameters<TestLog['read']>[0]) as never
      const answer = answers[route.name]
      if (!answer) throw new Refusal('unavailable', `${route.name} has no answer in this test`)
      return answer({ params, query, body }) as never
    },
  }
  const secret = 'a secret that only the tests know, 32 or more'
  const all = { SERVICE_SECRET: secret, ...env }
  const service = await openService({
    definition,
    database,
    settings: { ...readSettings(InstallationSettings, all), ...readSettings(definition.settings, all) },
    courier,
    neighbours,
    clock,
    log: logger,
    owner: newId(),
  })
  const server = await makeServer({
    services: [service],
    log: logger,
    frontends: {},
    guard: {
      clock,
      secret,
      verifier: {
        verify: async (token) => people.get(token) ?? null,
        verifyApiToken: async (token) => people.get(token) ?? null,
        refresh: async () => undefined,
        stop: async () => undefined,
      },
    },
  })
  await server.ready()
  await service.start({ jobs: jobsByTime })

  const caller = (id: string, token: string | null): TestCaller => ({
    id,
    call: async (route, { params, query, body, headers = {} } = {}) => {
      const response = await server.inject({
        method: route.method,
        url: pathOf(route, params as Record<string, string> | undefined),
        query: Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)])),
        headers: {
          ...(token === null ? {} : { cookie: `session=${token}` }),
          ...(body === undefined ? {} : { 'content-type': route.consumes ?? 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: route.consumes ? (body as string) : JSON.stringify(body) }),
      })
      const isJson = String(response.headers['content-type'] ?? '').includes('json')
      return {
        status: response.statusCode,
        body: (isJson ? response.json() : undefined) as never,
        text: response.payload,
        headers: response.headers,
      }
    },
  })

  return {
    clock,
    service,
    database: database as Database<W['tables']>,
    as: (role, id = newId(clock.now())) => {
      const token = `${role}-${id}`
      people.set(token, { kind: 'person', id, role, sessionId: id })
      return caller(id, token)
    },
    nobody: () => caller('', null),
    session: () =>
      service.open({
        actor: serviceActor(definition.name),
        correlationId: newId(),
        log: logger,
      }) as unknown as Session<W>,
    say: async (kind, ...data) => {
      await log.say(kind, data)
    },
    settled: () =>
      until('everything said has been applied', async () => {
        for (const { topic } of definition.subscriptions) {
          if ((await readCheckpoint(database, topic)).position < log.head(topic)) return false
        }
        return true
      }),
    said: async (kind) => {
      await until('the relay has numbered everything', async () => {
        const unnumbered = logDb(database).query.selectFrom('outbox').select('id').where('firstPosition', 'is', null)
        return (await unnumbered.limit(1).execute()).length === 0
      })
      const { items } = await readFeed(database, definition.name, { topic: kind.topic, after: 0, limit: 100_000 })
      return items.filter(({ type }) => type === kind.type).map(({ data }) => data as never)
    },
    stop: async () => {
      await server.close()
      await service.stop()
      await courier.close()
    },
  }
}
