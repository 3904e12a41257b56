import { apiTokenRoutes } from '@popug/contracts/api-tokens.ts'
import { admits } from '@popug/contracts/roles.ts'
import { pathOf, type Route } from '@popug/contracts/route.ts'
import { allRoutes } from '@popug/contracts/routes.ts'
import { type Scope, scopeOf, scopes } from '@popug/contracts/scopes.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Person } from '../../apps/embedded/person.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { adminEmail, adminPassword, type System } from '../system/system.ts'

const unknown = '00000000-0000-7000-8000-00000000abcd'
const params = { id: unknown, userId: unknown, day: '2026-01-01', topic: 'tasks' }
/** Has an effect that the other cells would notice. */
const hasEffect = new Set(['rebuildAnalytics'])

describe('route × scope, by tokens of an admin', () => {
  let system: System
  const tokens = new Map<Scope, { only: string; allBut: string }>()

  beforeAll(async () => {
    system = await startEmbeddedSystem()
    const make = async (name: string, wanted: Scope[]): Promise<string> => {
      const admin = await new Person(system.address).signIn(adminEmail, adminPassword)
      const { token } = await admin.call(apiTokenRoutes.createApiToken, {
        body: { name, scopes: wanted, expiresInDays: 1 },
      })
      return token
    }
    // One with every scope but the reading ones, one with every scope but the writing ones, and one for each scope alone.
    const [reads, writes] = ['read', 'write'].map((end) => scopes.filter((scope) => scope.endsWith(end)))
    const [reader, writer] = [await make('reader', reads ?? []), await make('writer', writes ?? [])]
    for (const scope of scopes)
      tokens.set(scope, { only: await make(scope, [scope]), allBut: scope.endsWith('read') ? writer : reader })
  })
  afterAll(() => system.remove())

  const ask = async (route: Route, token: string) => {
    const response = await fetch(system.address + pathOf(route, params), {
      method: route.method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(route.method === 'GET' ? {} : { 'content-type': 'application/json' }),
      },
      ...(route.method === 'GET' || !route.body ? {} : { body: '{"no such field":1}' }),
    })
    const text = await response.text()
    const isProblem = response.headers.get('content-type')?.includes('problem')
    return { status: response.status, code: isProblem ? (JSON.parse(text) as { code: string }).code : undefined }
  }
  const narrow = { status: 403, code: 'insufficient_scope' }

  const guarded = allRoutes.filter(
    ({ who, name }) => who.is !== 'anyone' && admits(who, 'admin') && !hasEffect.has(name),
  )
  const [open, closed] = [guarded.filter((route) => scopeOf(route)), guarded.filter((route) => !scopeOf(route))]

  it.each(open.map((route) => [route.service, route.name, route] as const))('%s %s', async (_service, _name, route) => {
    const { only, allBut } = tokens.get(scopeOf(route) as Scope) ?? { only: '', allBut: '' }
    expect(await ask(route, allBut)).toEqual(narrow)
    const { status, code } = await ask(route, only)
    expect(code).not.toBe('insufficient_scope')
    expect(code).not.toBe('not_signed_in')
    expect(code).not.toBe('forbidden')
    expect(status).toBeLessThan(500)
  })

  it.each(closed.map((route) => [route.service, route.name, route] as const))(
    '%s %s lets no token in',
    async (_service, _name, route) => {
      for (const { only } of tokens.values()) expect(await ask(route, only)).toEqual(narrow)
    },
  )
})
