import { systemActorId } from '@popug/contracts/ids.ts'
import { Refusal, refusals } from '@popug/contracts/refusals.ts'
import type { Route } from '@popug/contracts/route.ts'
import { Problem } from '@popug/contracts/route.ts'
import { scopeOf } from '@popug/contracts/scopes.ts'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { newId } from '../ids.ts'
import type { RunningService } from '../service/run-service.ts'
import type { World } from '../service/world.ts'
import { csvStream } from './csv.ts'
import { Csv, type Door, Redirect } from './door.ts'
import { actorOf, admit, type GuardParts, refuseForeignOrigin } from './guard.ts'
import { namedRequest } from './idempotency.ts'
import { makeCall } from './make-call.ts'
import type { Actor } from './session.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
  }
  interface FastifyContextConfig {
    /** Whether the body is handed on as the text that came. */
    raw?: boolean
  }
}

/** What every route may refuse besides its own. */
const always = ['invalid', 'foreign_origin'] as const
const whenGuarded = ['not_signed_in', 'forbidden', 'insufficient_scope', 'unavailable'] as const

/** The refusals of a route by status, as OpenAPI wants them. */
const problemSchemas = (route: Route): Record<number, object> => {
  const codes = [
    ...always,
    ...(route.who.is === 'anyone' ? [] : whenGuarded),
    ...(route.refusals ?? []),
    'internal' as const,
  ]
  const byStatus = new Map<number, string[]>()
  for (const code of new Set(codes)) {
    const { status } = refusals[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      { description: those.join(', '), content: { 'application/problem+json': { schema: Problem } } },
    ]),
  )
}

/** Who may ask, as OpenAPI says it: a session, a token of this scope, another service. */
const securityOf = (route: Route): Record<string, string[]>[] => {
  const { who } = route
  if (who.is === 'anyone') return []
  const scope = scopeOf(route)
  const noPeople = who.is === 'roles' && who.roles.length === 0
  return [
    ...(noPeople ? [] : [{ session: [] }, ...(scope ? [{ token: [scope] }] : [])]),
    ...('services' in who && who.services ? [{ service: [] }] : []),
  ]
}

const schemaOf = (route: Route): FastifySchema => ({
  operationId: route.name,
  summary: route.summary,
  tags: [route.path.split('/')[1] ?? route.service],
  security: securityOf(route),
  ...(route.params ? { params: route.params } : {}),
  ...(route.query ? { querystring: route.query } : {}),
  ...(route.body ? { body: route.body } : {}),
  ...(route.consumes ? { consumes: [route.consumes] } : {}),
  response: {
    [route.status ?? 200]: route.answer ?? { type: 'null', description: 'no content' },
    ...problemSchemas(route),
  },
})

const nobody: Actor = { kind: 'service', id: systemActorId, name: 'auth' }
const traceparentPattern = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

/** How browsers and mail programs send forms. */
export const formTypes: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data']

/** A JSON string where CSV is wanted would be taken for it, and the other way round. */
const refuseOtherContent = ({ body, consumes, takesForms }: Route, contentType: string | undefined): void => {
  if (contentType === undefined) return
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  // A page of another site can send a form without being asked whether it may.
  if (formTypes.includes(type) ? !takesForms : body && type !== (consumes ?? 'application/json'))
    throw new Refusal('unsupported_media_type')
}

/** Puts a door into the server: origin, who, schema, then the handler, then the answer. */
export const mountDoor = (
  app: FastifyInstance,
  service: RunningService,
  { route, handle }: Door<World>,
  guard: GuardParts,
): void => {
  app.route({
    method: route.method,
    url: `/api${route.path}`,
    schema: schemaOf(route),
    config: { raw: route.raw === true },
    bodyLimit: route.bodyLimit ?? 64 * 1024,
    onRequest: async (request) => {
      refuseForeignOrigin(request, route)
      request.actor = route.who.is === 'anyone' ? null : await actorOf(request, guard)
      admit(route, request.actor)
      refuseOtherContent(route, request.headers['content-type'])
    },
    preValidation: async (request) => {
      // No body and an empty object are the same wish: the schema then says what is missing.
      if (route.body && !route.consumes && !route.raw && (request.body === undefined || request.body === null))
        request.body = {}
    },
    handler: async (request, reply) => {
      const { actor, headers } = request
      const traceparent = String(headers.traceparent ?? '')
      const named = route.creates
        ? namedRequest(headers['idempotency-key'] as string | undefined, {
            actorId: actor?.id ?? '',
            route: route.name,
            request: [request.params, request.body],
            secret: guard.secret,
          })
        : null
      const session = service.open({
        actor: actor ?? nobody,
        correlationId: request.id,
        traceparent: traceparentPattern.test(traceparent) ? traceparent : null,
        log: request.log as RunningService['log'],
        named,
      })
      const answer: unknown = await handle(makeCall(route, session, request, reply))
      if (answer instanceof Csv) {
        reply.header('content-disposition', `attachment; filename="${answer.fileName}"`)
        return reply.type('text/csv; charset=utf-8').send(csvStream(answer))
      }
      if (answer instanceof Redirect) return reply.redirect(answer.to, 303)
      return reply.code(route.status ?? 200).send(route.answer === null ? undefined : answer)
    },
  })
}

/** An id for a request that brought none, or the one it brought if it is fit to be logged. */
export const correlationIdOf = (header: string | string[] | undefined): string =>
  typeof header === 'string' && /^[\w.:-]{8,100}$/.test(header) ? header : newId()
