import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { anyone, serviceOr } from './roles.ts'
import { orNull, query, route } from './route.ts'

const service = 'auth'

/** Tokens of a user (or of one session) signed before this moment are worth nothing. */
export const Revocation = Type.Object({
  number: Type.Integer(),
  userId: Id,
  sessionId: orNull(Id),
  revokedAt: Moment,
})
export type Revocation = Static<typeof Revocation>

/** What services verify session tokens with. */
export const sessionKeyRoutes = {
  listKeys: route({
    name: 'listKeys',
    service,
    method: 'GET',
    path: '/keys',
    who: anyone,
    summary: 'JWKS: the public keys that session tokens are verified with (RFC 7517)',
    answer: Type.Object({ keys: Type.Array(Type.Object({}, { additionalProperties: true })) }),
  }),
  listRevocations: route({
    name: 'listRevocations',
    service,
    method: 'GET',
    path: '/revocations',
    who: serviceOr(),
    summary: 'Tokens that are worth nothing before they run out, oldest first; services ask every two seconds',
    query: query({ after: Type.Optional(Type.Integer({ minimum: 0 })) }),
    answer: Type.Object({ items: Type.Array(Revocation) }),
  }),
}
