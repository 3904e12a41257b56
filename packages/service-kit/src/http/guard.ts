import { timingSafeEqual } from 'node:crypto'
import { systemActorId } from '@popug/contracts/ids.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { admits } from '@popug/contracts/roles.ts'
import type { Route } from '@popug/contracts/route.ts'
import { scopeOf } from '@popug/contracts/scopes.ts'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import { apiTokenPrefix } from './api-tokens.ts'
import { type Actor, sessionCookie, verifyService } from './session.ts'
import type { SessionVerifier } from './session-verifier.ts'

const changes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  headers.authorization?.match(/^Bearer (\S+)$/i)?.[1]

/**
 * Refuses changes that a browser sends for another site: by `Sec-Fetch-Site`, and by `Origin` against the host
 * that was asked. Scripts outside browsers send neither and pass; so does who brings a token where it counts, for no browser
 * sends one that a page did not put there, and none lets a foreign page do so.
 */
export const refuseForeignOrigin = (request: FastifyRequest, { who }: Route): void => {
  if (!changes.has(request.method)) return
  if (who.is !== 'anyone' && bearerOf(request) !== undefined) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('foreign_origin')
  const { origin } = request.headers
  if (origin === undefined) return
  if (!URL.canParse(origin)) throw new Refusal('foreign_origin')
  const { host, protocol } = new URL(origin)
  // A proxy may name the port that goes without saying.
  const asked = `${protocol}//${request.host}`
  if (host === '' || !URL.canParse(asked) || host !== new URL(asked).host) throw new Refusal('foreign_origin')
}

export interface GuardParts {
  readonly verifier: SessionVerifier
  readonly secret: string
  readonly clock: Clock
  /** A token that the process made for itself, at a port that nobody else knows: whoever brings it is an admin. */
  readonly operatorToken?: string | undefined
}

const operator: Actor = { kind: 'person', id: systemActorId, role: 'admin', sessionId: systemActorId }

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Who asks; null when nobody has signed in. */
export const actorOf = async (
  request: FastifyRequest,
  { verifier, secret, clock, operatorToken }: GuardParts,
): Promise<Actor | null> => {
  const bearer = bearerOf(request)
  if (bearer && operatorToken && isSame(bearer, operatorToken)) return operator
  if (bearer?.startsWith(apiTokenPrefix)) return verifier.verifyApiToken(bearer)
  if (bearer) return (await verifyService(bearer, secret, clock)) ?? verifier.verify(bearer)
  const token = request.cookies[sessionCookie]
  return token ? verifier.verify(token) : null
}

/** Refuses an API token whose scopes do not reach so far. */
const admitScopes = (route: Route, actor: Actor): void => {
  if (actor.kind !== 'person' || !actor.scopes) return
  const needed = scopeOf(route)
  if (needed === null) throw new Refusal('insufficient_scope', 'No token may do this, whatever its scopes')
  if (!actor.scopes.includes(needed)) throw new Refusal('insufficient_scope', `This needs a token with ${needed}`)
}

/** Refuses with `not_signed_in`, `forbidden` or `insufficient_scope` whom the route's rule does not admit. */
export const admit = (route: Route, actor: Actor | null): void => {
  const { who } = route
  if (who.is === 'anyone') return
  if (actor === null) throw new Refusal('not_signed_in')
  const admitted = actor.kind === 'service' ? 'services' in who && who.services === true : admits(who, actor.role)
  if (!admitted) throw new Refusal('forbidden')
  admitScopes(route, actor)
}
