import { systemActorId } from '@popug/contracts/ids.ts'
import type { Role } from '@popug/contracts/roles.ts'
import type { Scope } from '@popug/contracts/scopes.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Clock } from '../clock.ts'

/** Who asks: a person with a session, or with an API token, which may do no more than its scopes say; or another service. */
export type Actor =
  | {
      readonly kind: 'person'
      readonly id: string
      readonly role: Role
      /** The session, or the API token, that is asking. */
      readonly sessionId: string
      readonly scopes?: readonly Scope[]
    }
  | { readonly kind: 'service'; readonly id: string; readonly name: ServiceName }

export const sessionCookie = 'session'
export const sessionIssuer = 'popug/auth'
export const sessionAudience = 'popug'
export const sessionAlgorithm = 'EdDSA'
const serviceAudience = 'popug/services'
const serviceTokenSeconds = 60

/** Signs a service's calls to others with the installation's secret; each token holds for a minute. */
export const serviceCredential = (name: ServiceName, secret: string, clock: Clock) => {
  const key = new TextEncoder().encode(secret)
  let token = ''
  let renewAt = 0
  return async (): Promise<string> => {
    const now = Math.floor(clock.now() / 1000)
    if (token === '' || now >= renewAt || now < renewAt - serviceTokenSeconds) {
      token = await new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(name)
        .setAudience(serviceAudience)
        .setIssuedAt(now)
        .setExpirationTime(now + serviceTokenSeconds)
        .sign(key)
      renewAt = now + serviceTokenSeconds / 2
    }
    return token
  }
}

/** Answers which service a token was signed by, or null. */
export const verifyService = async (token: string, secret: string, clock: Clock): Promise<Actor | null> => {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience: serviceAudience,
      currentDate: new Date(clock.now()),
      clockTolerance: 5,
    })
    const name = serviceNames.find((service) => service === payload.iss)
    return name ? { kind: 'service', id: systemActorId, name } : null
  } catch {
    return null
  }
}

/** What Auth puts into a session token. */
export interface SessionClaims extends JWTPayload {
  readonly sub: string
  readonly sid: string
  readonly role: Role
  /** The scopes of an API token; a session has none to keep to. */
  readonly scp?: readonly string[]
}
