import { type ApiToken, apiTokenRoutes } from '@popug/contracts/api-tokens.ts'
import { moment } from '@popug/contracts/days.ts'
import { mapPage } from '@popug/service-kit'
import { createApiToken } from '../commands/create-api-token.ts'
import { exchangeApiToken } from '../commands/exchange-api-token.ts'
import { revokeApiToken } from '../commands/revoke-api-token.ts'
import { scopesOf } from '../domain/api-token.ts'
import { getSession } from '../queries/get-session.ts'
import { listApiTokens } from '../queries/list-api-tokens.ts'
import { door } from '../world.ts'

/** What of a kept token is ever shown. */
interface Shown {
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly scopes: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly usedAt: number | null
}

const view = ({ id, name, hint, scopes, createdAt, expiresAt, usedAt }: Shown): ApiToken => ({
  id,
  name,
  hint,
  scopes: scopesOf(scopes),
  createdAt: moment(createdAt),
  expiresAt: moment(expiresAt),
  usedAt: usedAt === null ? null : moment(usedAt),
})

// Each looks at the row of the session that asks: an ended session makes no token any more.
export const apiTokenDoors = [
  door(apiTokenRoutes.listApiTokens, async (call) => {
    const { user } = await getSession(call, call.person)
    return mapPage(await listApiTokens(call, { userId: user.id, ...call.query }), view)
  }),

  door(apiTokenRoutes.createApiToken, async (call) => {
    const { user } = await getSession(call, call.person)
    const { row, token } = await call.transaction((ctx) => createApiToken(ctx, { userId: user.id, ...call.body }))
    return { ...view(row), token }
  }),

  door(apiTokenRoutes.revokeApiToken, async (call) => {
    const { user } = await getSession(call, call.person)
    await call.transaction((ctx) => revokeApiToken(ctx, { userId: user.id, id: call.params.id }))
    return undefined
  }),

  door(apiTokenRoutes.exchangeApiToken, async (call) => {
    const exchanged = await call.transaction((ctx) => exchangeApiToken(ctx, call.body))
    if (!exchanged) return { session: null }
    const { claims, expiresAt } = exchanged
    const ends = Math.min(expiresAt, claims.issuedMs + call.settings.TOKEN_SECONDS * 1000)
    return { session: { token: await call.tools.tokens.sign(claims), expiresAt: moment(ends) } }
  }),
]
