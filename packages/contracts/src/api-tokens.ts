import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { serviceOr, signedIn } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'
import { type Scope, scopes } from './scopes.ts'

const service = 'auth'

const Scopes = Type.Array(Type.Enum([...scopes] as [Scope, ...Scope[]]), {
  minItems: 1,
  maxItems: scopes.length,
  uniqueItems: true,
})

/** A token for programs, as its owner sees it: never the token itself. */
export const ApiToken = Type.Object({
  id: Id,
  name: Type.String(),
  hint: Type.String({ description: 'how the token begins, to tell it from others' }),
  scopes: Scopes,
  createdAt: Moment,
  expiresAt: Moment,
  usedAt: orNull(Type.String({ description: 'when it was last used, to five minutes' })),
})
export type ApiToken = Static<typeof ApiToken>

/** Days after which a token ends, at most. */
export const longestTokenDays = 366

export const apiTokenRoutes = {
  listApiTokens: route({
    name: 'listApiTokens',
    service,
    method: 'GET',
    path: '/tokens',
    who: signedIn,
    byToken: false,
    summary: 'One’s own API tokens, newest first',
    query: query({ ...paging }),
    answer: pageOf(ApiToken),
  }),
  createApiToken: route({
    name: 'createApiToken',
    service,
    method: 'POST',
    path: '/tokens',
    who: signedIn,
    byToken: false,
    // No `creates`: what a repetition is answered is kept, and a secret is not for keeping.
    summary: 'Makes an API token with one’s own role, narrowed by its scopes; the token is told this once',
    body: closedObject({
      name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
      scopes: Scopes,
      expiresInDays: Type.Integer({ minimum: 1, maximum: longestTokenDays }),
    }),
    status: 201,
    answer: Type.Object({ ...ApiToken.properties, token: Type.String({ description: 'begins with `popug_`' }) }),
    refusals: ['too_many_tokens'],
  }),
  revokeApiToken: route({
    name: 'revokeApiToken',
    service,
    method: 'DELETE',
    path: '/tokens/:id',
    who: signedIn,
    byToken: false,
    summary: 'Ends one of one’s own API tokens; it is worth nothing anywhere within 5 seconds',
    params: closedObject({ id: Id }),
    status: 204,
    answer: null,
    refusals: ['not_found'],
  }),
  exchangeApiToken: route({
    name: 'exchangeApiToken',
    service,
    method: 'POST',
    path: '/tokens/exchange',
    who: serviceOr(),
    byToken: false,
    summary: 'A session token for the API token of this SHA-256 digest; null where no living one has it',
    body: closedObject({ digest: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    answer: Type.Object({ session: orNull(Type.Object({ token: Type.String(), expiresAt: Moment })) }),
  }),
}
