import { authRoutes } from '@popug/contracts/auth.ts'
import { admits, type Role, roles } from '@popug/contracts/roles.ts'
import { pathOf, type Route } from '@popug/contracts/route.ts'
import { allRoutes } from '@popug/contracts/routes.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Person } from '../../apps/embedded/person.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { adminEmail, adminPassword, type System } from '../system/system.ts'

const password = 'a password of the matrix'
const unknown = '00000000-0000-7000-8000-00000000abcd'
const params = { id: unknown, userId: unknown, day: '2026-01-01' }

/** Ends the caller's own session, so these stand apart. */
const endsSession = new Set(['signOut', 'revokeSessions'])
/** Has an effect that the other cells would notice. */
const hasEffect = new Set(['rebuildAnalytics'])

describe('route × role', () => {
  let system: System
  const cookies = new Map<Role | null, string>([[null, '']])

  const cookieOf = async (email: string, secret: string): Promise<string> => {
    const response = await fetch(`${system.address}${pathOf(authRoutes.signIn)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: secret }),
    })
    expect(response.status).toBe(200)
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  beforeAll(async () => {
    system = await startEmbeddedSystem()
    const admin = await new Person(system.address).signIn(adminEmail, adminPassword)
    for (const role of roles) {
      const email = `${role}@matrix.test`
      await admin.call(authRoutes.createUser, { body: { email, name: role, role, password } })
      cookies.set(role, await cookieOf(email, password))
    }
  })
  afterAll(() => system.remove())

  const ask = (route: Route, role: Role | null, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(system.address + pathOf(route, params), {
      method: route.method,
      headers: {
        cookie: cookies.get(role) ?? '',
        ...(route.method === 'GET' ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(route.method === 'GET' || !route.body ? {} : { body: '{"no such field":1}' }),
    })

  it('covers every role', () => {
    expect(cookies.size).toBe(roles.length + 1)
  })

  describe.each(allRoutes.filter(({ name }) => !endsSession.has(name) && !hasEffect.has(name)))(
    '$service $name',
    (route) => {
      it.each([null, ...roles])('asked by %s', async (role) => {
        const response = await ask(route, role)
        const answer = response.status === 204 ? {} : ((await response.json()) as { code?: string })
        if (admits(route.who, role)) {
          if (route.who.is !== 'anyone') expect(answer.code).not.toBe('not_signed_in')
          // An `own` route hides other people's rows behind the same refusal; that is the handler's part.
          if (route.who.is !== 'own') expect(answer.code).not.toBe('forbidden')
          expect(response.status).toBeLessThan(500)
        } else {
          expect([response.status, answer.code]).toEqual(role === null ? [401, 'not_signed_in'] : [403, 'forbidden'])
        }
      })
    },
  )

  it.each(allRoutes.filter(({ method }) => method !== 'GET'))(
    '$service $name refuses a foreign origin first of all',
    async (route) => {
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'null' },
      ]) {
        const response = await ask(route, 'admin', headers as Record<string, string>)
        expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'foreign_origin'])
      }
    },
  )

  it.each([...endsSession])('%s is for those who are signed in', async (name) => {
    const route = allRoutes.find((one) => one.name === name) as Route
    expect((await ask(route, null)).status).toBe(401)
    const cookie = await cookieOf('performer@matrix.test', password)
    expect((await ask(route, null, { cookie })).status).toBe(204)
    expect((await ask(authRoutes.getSession, null, { cookie })).status).toBe(401)
  })
})
