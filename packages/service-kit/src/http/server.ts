import cookies from '@fastify/cookie'
import helmet from '@fastify/helmet'
import { asksForPage, lostPath } from '@popug/contracts/lost.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { speculationPath, speculationRules, speculationType } from '@popug/contracts/speculation.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { registryOf } from '@popug/contracts/widgets.ts'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { auditDoors } from '../audit/audit-doors.ts'
import { type Metrics, makeMetrics } from '../metrics.ts'
import type { RunningService } from '../service/run-service.ts'
import { mountDocuments } from './documents.ts'
import { mountFrontend, mountShared } from './frontend.ts'
import type { GuardParts } from './guard.ts'
import { mountHealth } from './health.ts'
import { isLive, mountLive } from './live-door.ts'
import { logDoors } from './log-doors.ts'
import { correlationIdOf, formTypes, mountDoor } from './mount-door.ts'
import { operationDoors } from './operation-doors.ts'
import { problemOf, problemType, refusalOf } from './problem.ts'
import { security } from './security.ts'
import { validatorCompiler } from './validation.ts'

const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const refusal = refusalOf(error)
  if (!refusal) request.log.error({ err: error }, 'a request failed by a fault of ours')
  const said = refusal ?? new Refusal('internal')
  if (said.retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(said.retryAfter)))
  reply.code(said.status).type(problemType).serializer(JSON.stringify).send(problemOf(said, request.id))
}

/** The database is away or too busy: nobody's fault who asks, and worth asking again. */
const isPassing = ({ database: { dialect } }: RunningService, error: unknown): boolean =>
  !(error instanceof Refusal) && (dialect.isUnavailable(error) || dialect.isRetryable(error))

const takeBodies = (app: FastifyInstance): void => {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else if (request.routeOptions.config.raw) done(null, body)
    else void parseJson(request, body as string, done)
  })
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  for (const form of formTypes)
    app.addContentTypeParser(form, { parseAs: 'string' }, (_request, _body, done) => done(null, undefined))
}

const mountService =
  (service: RunningService, { guard, frontends, openMetrics = false }: ServerParts, metrics: Metrics) =>
  async (app: FastifyInstance) => {
    const { name, doors } = service.definition
    app.setErrorHandler((error, request, reply) => {
      if (!isPassing(service, error)) return answerError(error, request, reply)
      request.log.warn({ err: error }, 'a request failed, for the database does not answer')
      answerError(new Refusal('unavailable'), request, reply)
    })
    app.addHook('onResponse', async (request, reply) => {
      if (isLive(request.routeOptions.url)) return
      metrics.request(name, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000)
    })
    await mountDocuments(app, name)
    mountHealth(app, { service, metrics, openMetrics })
    for (const door of [...doors, ...logDoors(service), ...operationDoors(service), ...auditDoors(service)])
      mountDoor(app, service, door, guard)
    mountLive(app, service, guard)
    await mountFrontend(app, name, frontends[name])
  }

export interface ServerParts {
  readonly services: readonly RunningService[]
  readonly guard: GuardParts
  readonly log: Logger
  /** Folders of built frontends by service. */
  readonly frontends: Readonly<Record<string, string>>
  /** The folder of what the frontends share. */
  readonly shared?: string | undefined
  /** Proxies before us, whose `X-Forwarded-*` headers are believed. */
  readonly trustProxy?: boolean
  /** Whether `/metrics` answers everyone who reaches us, not this machine alone. */
  readonly openMetrics?: boolean
}

/** One HTTP server with the given services, each below its name. */
export const makeServer = async (parts: ServerParts): Promise<FastifyInstance> => {
  const { services, log, frontends, trustProxy = false } = parts
  const app = fastify({
    loggerInstance: log.child({}, { level: log.level === 'info' ? 'warn' : log.level }),
    genReqId: (request) => correlationIdOf(request.headers['x-correlation-id']),
    trustProxy,
    return503OnClosing: true,
    requestTimeout: 30_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    bodyLimit: 64 * 1024,
    frameworkErrors: (error, request, reply) =>
      answerError(error, request as unknown as FastifyRequest, reply as unknown as FastifyReply),
  }) as unknown as FastifyInstance
  const metrics = makeMetrics(services)
  takeBodies(app)
  app.setValidatorCompiler(validatorCompiler as never)
  app.setErrorHandler(answerError)
  app.decorateRequest('actor', null)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-correlation-id', request.id)
    if (request.url.includes('/api/')) reply.header('cache-control', 'no-store')
  })
  await app.register(cookies)
  await app.register(helmet, security)
  app.addHook('onSend', async (request, reply) => {
    // The page that shows OpenAPI carries its settings in a script of its own.
    if (/^\/\w+\/api\/docs/.test(request.url))
      reply.header(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:",
      )
  })
  app.get('/', (_request, reply) => reply.redirect('/auth/'))
  const registry = registryOf(services.map(({ definition }) => definition.name))
  const rules = JSON.stringify(speculationRules(serviceNames))
  app.get('/registry.json', (_request, reply) => reply.header('cache-control', 'no-cache').send(registry))
  app.get(speculationPath, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type(speculationType).send(rules),
  )
  await mountShared(app, parts.shared)
  app.setNotFoundHandler((request, reply) => {
    const isPerson = request.method === 'GET' && asksForPage(request.headers.accept)
    if (!isPerson || !frontends.auth) throw new Refusal('not_found')
    return reply.redirect(lostPath)
  })
  for (const service of services) {
    await app.register(mountService(service, parts, metrics), { prefix: `/${service.definition.name}` })
  }
  return app
}
