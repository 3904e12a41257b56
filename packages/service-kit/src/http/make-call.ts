import { Refusal } from '@popug/contracts/refusals.ts'
import { seesAll } from '@popug/contracts/roles.ts'
import type { Route } from '@popug/contracts/route.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Session, World } from '../service/world.ts'
import type { Call, Caller } from './door.ts'
import type { Actor } from './session.ts'

const callerOf = (request: FastifyRequest, reply: FastifyReply): Caller => ({
  ip: request.ip,
  device: (request.headers['user-agent'] ?? '').slice(0, 200),
  origin: `${request.protocol}://${request.host}`,
  wantsCsv: /\btext\/csv\b/.test(request.headers.accept ?? ''),
  cookie: (name) => request.cookies[name],
  header: (name) => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : undefined
  },
  setCookie: ({ name, value, maxAge, httpOnly }) => {
    reply.setCookie(name, value, { path: '/', httpOnly, sameSite: 'lax', secure: request.protocol === 'https', maxAge })
  },
})

/** One request as a door sees it. */
export const makeCall = (
  route: Route,
  session: Session<World>,
  request: FastifyRequest,
  reply: FastifyReply,
): Call<World, Route> => {
  const person = (): Extract<Actor, { kind: 'person' }> => {
    const { actor } = session
    if (actor.kind !== 'person') throw new Refusal('not_signed_in')
    return actor
  }
  return {
    ...session,
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    caller: callerOf(request, reply),
    get person() {
      return person()
    },
    ownRows: (asked) => {
      const { id, role } = person()
      if (seesAll(route.who, role)) return asked
      if (asked !== undefined && asked !== id) throw new Refusal('forbidden')
      return id
    },
    mustSee: (ownerId) => {
      const { id, role } = person()
      if (ownerId !== id && !seesAll(route.who, role)) throw new Refusal('forbidden')
    },
  }
}
