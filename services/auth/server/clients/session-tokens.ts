import type { Role } from '@popug/contracts/roles.ts'
import type { Scope } from '@popug/contracts/scopes.ts'
import { sessionAlgorithm, sessionAudience, sessionIssuer } from '@popug/service-kit'
import {
  calculateJwkThumbprint,
  compactVerify,
  createLocalJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose'

/** What a token says; `issuedMs` in epoch milliseconds, for a second is too coarse to revoke by. */
export interface TokenClaims {
  readonly userId: string
  readonly sessionId: string
  readonly role: Role
  readonly issuedMs: number
  /** What an API token is narrowed to; a session is not. */
  readonly scopes?: readonly Scope[]
}

export interface SessionTokens {
  sign(claims: TokenClaims): Promise<string>
  /** Whose session a token was signed for, even if it has run out since; null for one that we did not sign. */
  read(token: string): Promise<Pick<TokenClaims, 'userId' | 'sessionId'> | null>
  /** The public keys, RFC 7517. */
  readonly keys: readonly JWK[]
}

/** A fresh Ed25519 key pair as a private JWK with its id. */
export const newSigningKey = async (): Promise<JWK & { kid: string }> => {
  const { privateKey } = await generateKeyPair(sessionAlgorithm, { crv: 'Ed25519', extractable: true })
  const key = await exportJWK(privateKey)
  return { ...key, kid: await calculateJwkThumbprint(key), alg: sessionAlgorithm, use: 'sig' }
}

const publicPart = ({ d: _secret, ...key }: JWK): JWK => key

/** Signs with the last of the keys and reads what any of them signed. */
export const sessionTokens = async (keys: readonly JWK[], lifeSeconds: number): Promise<SessionTokens> => {
  const newest = keys.at(-1)
  if (!newest?.kid) throw new Error('there is no key to sign tokens with')
  const { kid } = newest
  const signingKey = await importJWK(newest, sessionAlgorithm)
  const published = keys.map(publicPart)
  const findKey = createLocalJWKSet({ keys: [...published] })

  return {
    keys: published,
    sign: ({ userId, sessionId, role, issuedMs, scopes }) => {
      const issuedAt = Math.floor(issuedMs / 1000)
      return new SignJWT({ sid: sessionId, role, ims: issuedMs, ...(scopes ? { scp: scopes } : {}) })
        .setProtectedHeader({ alg: sessionAlgorithm, kid })
        .setIssuer(sessionIssuer)
        .setAudience(sessionAudience)
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifeSeconds)
        .sign(signingKey)
    },
    read: async (token) => {
      try {
        const { payload } = await compactVerify(token, findKey, { algorithms: [sessionAlgorithm] })
        const claims = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>
        const { iss, aud, sub, sid } = claims
        if (iss !== sessionIssuer || aud !== sessionAudience) return null
        return typeof sub === 'string' && typeof sid === 'string' ? { userId: sub, sessionId: sid } : null
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof SyntaxError) return null
        throw error
      }
    },
  }
}
