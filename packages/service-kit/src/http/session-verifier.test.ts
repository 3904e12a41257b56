import { Refusal } from '@popug/contracts/refusals.ts'
import type { AnswerOf, Route } from '@popug/contracts/route.ts'
import type { Revocation } from '@popug/contracts/session-keys.ts'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type MovableClock, movableClock } from '../clock.ts'
import type { Neighbours } from '../neighbours.ts'
import { until } from '../testing/until.ts'
import { serviceCredential, sessionAudience, sessionIssuer, verifyService } from './session.ts'
import { type SessionVerifier, startSessionVerifier } from './session-verifier.ts'

const user = '01890000-0000-7000-8000-00000000000a'
const session = '01890000-0000-7000-8000-00000000000b'
const now = 1_767_225_600_000

type SigningKey = Parameters<SignJWT['sign']>[0]

/** Auth as its neighbours see it. */
class Auth {
  readonly keys: JWK[] = []
  readonly revocations: Revocation[] = []
  keysAsked = 0
  away = false
  /** While it starts: those who ask for its keys hear nothing until they give up. */
  starting: Promise<never> | null = null
  readonly neighbours: Neighbours = {
    call: async <R extends Route>(route: R, parts: object): Promise<AnswerOf<R>> => {
      if (this.away) throw new Refusal('unavailable')
      if (route.name === 'listKeys') {
        this.keysAsked += 1
        if (this.starting) await this.starting
        return { keys: this.keys } as AnswerOf<R>
      }
      const { after = 0 } = (parts as { query: { after?: number } }).query
      return { items: this.revocations.filter(({ number }) => number > after) } as AnswerOf<R>
    },
  }

  async addKey(kid: string) {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
    this.keys.push({ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' })
    return privateKey
  }

  revoke(sessionId: string | null, revokedAt: number): void {
    const number = this.revocations.length + 1
    this.revocations.push({ number, userId: user, sessionId, revokedAt: new Date(revokedAt).toISOString() })
  }
}

describe('a session token', () => {
  let auth: Auth
  let clock: MovableClock
  let verifier: SessionVerifier
  let key: SigningKey
  beforeEach(async () => {
    auth = new Auth()
    key = await auth.addKey('one')
    clock = movableClock(now)
    verifier = startSessionVerifier(auth.neighbours, clock, pino({ level: 'silent' }))
  })
  afterEach(() => verifier.stop())

  const seconds = now / 1_000
  const token = (claims: Record<string, unknown> = {}, { kid = 'one', alg = 'EdDSA', by = key as SigningKey } = {}) =>
    new SignJWT({
      iss: sessionIssuer,
      aud: sessionAudience,
      sub: user,
      sid: session,
      role: 'manager',
      ims: now,
      iat: seconds,
      exp: seconds + 300,
      ...claims,
    })
      .setProtectedHeader({ alg, kid })
      .sign(by)

  it('tells who asks', async () => {
    expect(await verifier.verify(await token())).toEqual({
      kind: 'person',
      id: user,
      role: 'manager',
      sessionId: session,
    })
  })

  it.each([
    ['that has run out', { exp: seconds }],
    ['without an end', { exp: undefined }],
    ['for another audience', { aud: 'popug/services' }],
    ['of another issuer', { iss: 'somebody' }],
    ['with a role that does not exist', { role: 'owner' }],
    ['without a person', { sub: undefined }],
    ['without a session', { sid: undefined }],
    ['that does not say when it was made', { ims: undefined }],
    ['that is not valid yet', { nbf: seconds + 60 }],
  ])('%s is worth nothing', async (_what, claims) => {
    expect(await verifier.verify(await token(claims))).toBeNull()
  })

  it('runs out while it is used', async () => {
    const one = await token()
    expect(await verifier.verify(one)).not.toBeNull()
    clock.set(now + 300_000)
    expect(await verifier.verify(one)).toBeNull()
  })

  it('that was changed, cut, made up or not signed is worth nothing', async () => {
    const [header, payload, signature] = (await token()).split('.') as [string, string, string]
    const of = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const asAdmin = of({ ...claims, role: 'admin' })
    for (const forged of [
      `${header}.${asAdmin}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${of({ alg: 'none' })}.${asAdmin}.`,
      `${of({ alg: 'none', kid: 'one' })}.${payload}.${signature}`,
      'not a token',
      '',
      '..',
    ])
      expect(await verifier.verify(forged), forged).toBeNull()
  })

  it('signed by HMAC with the public key as its secret is worth nothing', async () => {
    const [jwk] = auth.keys as [JWK]
    for (const secret of [JSON.stringify(jwk), String(jwk.x)]) {
      const by = new TextEncoder().encode(secret)
      expect(await verifier.verify(await token({}, { alg: 'HS256', by }))).toBeNull()
    }
  })

  it('signed by a stranger under a known key’s name is worth nothing', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
    expect(await verifier.verify(await token({}, { by: privateKey }))).toBeNull()
  })

  it('that comes while Auth is still starting is verified as soon as Auth has started', async () => {
    let giveUp = (): void => undefined
    auth.starting = new Promise((_, reject) => {
      giveUp = () => reject(new Refusal('unavailable'))
    })
    const before = auth.keysAsked
    const early = startSessionVerifier(auth.neighbours, clock, pino({ level: 'silent' }))
    onTestFinished(() => early.stop())
    await until('it has asked for the keys', () => auth.keysAsked > before)
    const verified = early.verify(await token())
    auth.starting = null
    giveUp()
    expect(await verified).toMatchObject({ id: user })
  })

  it('by a key that is not known makes it ask for keys, once a second at most', async () => {
    await verifier.verify(await token())
    const before = auth.keysAsked
    const fresh = await auth.addKey('two')
    const byFresh = await token({}, { kid: 'two', by: fresh })
    await until('a second has gone by', async () => (await verifier.verify(byFresh)) !== null, 3_000)
    expect(auth.keysAsked).toBe(before + 1)
    const strange = await token({}, { kid: 'three', by: fresh })
    expect(await Promise.all([1, 2, 3].map(() => verifier.verify(strange)))).toEqual([null, null, null])
    expect(auth.keysAsked).toBe(before + 1)
  })

  it('is refused for a while, not forever, when Auth has not told its keys yet', async () => {
    await verifier.stop()
    auth.away = true
    verifier = startSessionVerifier(auth.neighbours, clock, pino({ level: 'silent' }))
    await expect(verifier.verify(await token())).rejects.toMatchObject({ code: 'unavailable' })
    auth.away = false
    expect(await verifier.verify(await token())).not.toBeNull()
    auth.away = true
    expect(await verifier.verify(await token())).not.toBeNull()
  })

  it('that was revoked, with its session or with all of its person’s, is worth nothing; a later one is', async () => {
    auth.revoke(session, now)
    await verifier.refresh()
    expect(await verifier.verify(await token())).toBeNull()
    expect(await verifier.verify(await token({ ims: now + 1 }))).not.toBeNull()
    expect(await verifier.verify(await token({ sid: 'another' }))).not.toBeNull()
    auth.revoke(null, now + 5)
    await verifier.refresh()
    expect(await verifier.verify(await token({ sid: 'another', ims: now + 5 }))).toBeNull()
    expect(await verifier.verify(await token({ sid: 'another', ims: now + 6 }))).not.toBeNull()
  })

  it('is checked against revocations of the last seconds without being asked to', async () => {
    expect(await verifier.verify(await token())).not.toBeNull()
    auth.revoke(session, now)
    await until('the revocation is known', async () => (await verifier.verify(await token())) === null, 5_000)
  })
})

describe('a service’s credential', () => {
  const secret = 'a secret that only the services know'
  const clock = movableClock(now)

  it('tells which service asks, for a minute', async () => {
    const token = await serviceCredential('billing', secret, clock)()
    expect(await verifyService(token, secret, clock)).toMatchObject({ kind: 'service', name: 'billing' })
    expect(await verifyService(token, 'another secret, as long as that one', clock)).toBeNull()
    expect(await verifyService(token, secret, movableClock(now + 66_000))).toBeNull()
  })

  it('is renewed before it runs out, also when the clock was set', async () => {
    const moving = movableClock(now)
    const credential = serviceCredential('tasks', secret, moving)
    const first = await credential()
    expect(await credential()).toBe(first)
    for (const moment of [now + 31_000, now + 86_400_000, now]) {
      moving.set(moment)
      expect(await verifyService(await credential(), secret, moving)).not.toBeNull()
    }
  })

  it('is not worth anything of a service that does not exist', async () => {
    const made = new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setIssuer('bank').setAudience('popug/services')
    const token = await made.setExpirationTime(now / 1_000 + 60).sign(new TextEncoder().encode(secret))
    expect(await verifyService(token, secret, clock)).toBeNull()
  })
})
