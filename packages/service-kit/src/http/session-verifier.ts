import { authRoutes } from '@popug/contracts/auth.ts'
import { roles } from '@popug/contracts/roles.ts'
import { isScope } from '@popug/contracts/scopes.ts'
import type { Revocation } from '@popug/contracts/session-keys.ts'
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { type Loop, startLoop } from '../jobs/loop.ts'
import type { Neighbours } from '../neighbours.ts'
import { tokenExchange } from './api-tokens.ts'
import { type Actor, type SessionClaims, sessionAlgorithm, sessionAudience, sessionIssuer } from './session.ts'

/** Milliseconds between two questions for revoked tokens: with the time of an answer well under the promised 5 s. */
const revocationsEvery = 2_000
/** Tokens whose signature is remembered; forgotten all at once, and whenever the keys are asked for. */
const rememberedTokens = 5_000
const keysEvery = 60_000
/** Revocations are kept as long as a token that they concern can still be valid. */
const keepRevocations = 15 * 60_000

export interface SessionVerifier {
  /** The person a session token belongs to, null when the token is not valid (any more). Refuses with `unavailable` while Auth's keys are not known. */
  verify(token: string): Promise<Actor | null>
  /** The person an API token belongs to, with its scopes; null when the token is not valid (any more). */
  verifyApiToken(token: string): Promise<Actor | null>
  /** Asks Auth for its keys and for revoked tokens once, now. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

/** Verifies session tokens with Auth's published keys, and keeps a dated copy of what Auth revoked. */
export const startSessionVerifier = (neighbours: Neighbours, clock: Clock, log: Logger): SessionVerifier => {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined
  let keysAt = 0
  let fetching: Promise<void> | undefined
  let lastRevocation = 0
  const revoked = new Map<string, number>()
  const verified = new Map<string, SessionClaims>()

  /** Asks for the keys; whoever wants them meanwhile waits for the same answer. */
  const fetchKeys = (): Promise<void> => {
    keysAt = Date.now()
    fetching ??= neighbours
      .call(authRoutes.listKeys, {})
      .then(({ keys: found }) => {
        keys = createLocalJWKSet({ keys: found } as unknown as JSONWebKeySet)
        verified.clear()
      })
      .finally(() => {
        fetching = undefined
      })
    return fetching
  }

  const remember = ({ number, userId, sessionId, revokedAt }: Revocation): void => {
    const key = sessionId ?? userId
    revoked.set(key, Math.max(revoked.get(key) ?? 0, Date.parse(revokedAt)))
    lastRevocation = Math.max(lastRevocation, number)
  }

  const refresh = async (): Promise<void> => {
    if (!keys || Date.now() - keysAt > keysEvery) await fetchKeys()
    const { items } = await neighbours.call(authRoutes.listRevocations, { query: { after: lastRevocation } })
    items.forEach(remember)
    for (const [key, at] of revoked) if (at < clock.now() - keepRevocations) revoked.delete(key)
  }

  const loop: Loop = startLoop({
    name: 'sessions',
    every: revocationsEvery,
    log,
    run: async () => {
      await refresh().catch((error: unknown) =>
        log.debug({ err: error }, 'auth does not answer; known keys and revocations stand'),
      )
      return undefined
    },
  })

  /** A token is sent with every request of a page: its signature is looked at once, its life and revocation each time. */
  const claimsOf = async (token: string): Promise<SessionClaims> => {
    const known = verified.get(token)
    if (known && Number(known.exp) * 1000 > clock.now() && Number(known.iat ?? 0) * 1000 <= clock.now()) return known
    verified.delete(token)
    const { payload } = await decode(token)
    if (verified.size >= rememberedTokens) verified.clear()
    verified.set(token, payload)
    return payload
  }

  const isRevoked = ({ sub, sid, issuedMs }: { sub: string; sid: string; issuedMs: number }): boolean =>
    [sub, sid].some((key) => issuedMs <= (revoked.get(key) ?? Number.NEGATIVE_INFINITY))

  const decode = async (token: string) => {
    // What is under way may have been asked while Auth was still starting: then it is asked once more, now.
    if (!keys) await fetchKeys().catch(fetchKeys)
    const options = {
      issuer: sessionIssuer,
      audience: sessionAudience,
      requiredClaims: ['exp'],
      algorithms: [sessionAlgorithm],
      currentDate: new Date(clock.now()),
    }
    try {
      return await jwtVerify<SessionClaims>(token, keys as NonNullable<typeof keys>, options)
    } catch (error) {
      // A key that is not known may be a new one; asked at most once a second.
      if (!(error instanceof errors.JWKSNoMatchingKey) || Date.now() - keysAt < 1_000) throw error
      await fetchKeys()
      return jwtVerify<SessionClaims>(token, keys as NonNullable<typeof keys>, options)
    }
  }

  const verify = async (token: string): Promise<Actor | null> => {
    try {
      const payload = await claimsOf(token)
      const { sub, sid, role, scp } = payload
      const issuedMs = Number(payload.ims)
      const complete = typeof sub === 'string' && typeof sid === 'string' && Number.isFinite(issuedMs)
      if (!complete || !roles.includes(role) || isRevoked({ sub, sid, issuedMs })) return null
      const person = { kind: 'person', id: sub, role, sessionId: sid } as const
      // Whatever stands there that is no list of scopes lets nothing through.
      return scp === undefined ? person : { ...person, scopes: Array.isArray(scp) ? scp.filter(isScope) : [] }
    } catch (error) {
      if (error instanceof errors.JOSEError) return null
      throw error
    }
  }

  const exchange = tokenExchange(neighbours, clock)

  return {
    verify,
    verifyApiToken: async (token) => {
      const { session, kept } = await exchange.sessionFor(token)
      if (session === null) return null
      const actor = await verify(session)
      if (actor || !kept) return actor
      // The person's tokens were revoked since, perhaps for another role: Auth knows whether this one still holds.
      const fresh = await exchange.sessionFor(token, true)
      return fresh.session === null ? null : verify(fresh.session)
    },
    refresh,
    stop: () => loop.stop(),
  }
}
