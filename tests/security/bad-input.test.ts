import type { Role } from '@popug/contracts/roles.ts'
import { pathOf, type Route } from '@popug/contracts/route.ts'
import { allRoutes } from '@popug/contracts/routes.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, foundCompany } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { readLedger, readWork } from '../system/recount.ts'
import type { System } from '../system/system.ts'

/** Ends the session of who asks, or changes something with any input at all. */
const leftOut = new Set([
  'signOut',
  'revokeSessions',
  'signIn',
  'rebuildAnalytics',
  'createReassignment',
  'deleteMyCard',
  'renewSession',
])
const unknown = '00000000-0000-7000-8000-00000000abcd'

const nasty = fc.oneof(
  fc.constantFrom(
    '',
    '\u0000',
    '<script>alert(1)</script>',
    "'; drop table tasks; --",
    '%',
    '../../etc/passwd',
    '😀'.repeat(50),
    '\ud800',
  ),
  fc.string({ maxLength: 300 }),
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, 1e308, -1, 2 ** 53),
)
/** Any JSON, and objects that have the route's own fields with values that do not belong there. */
const bodyFor = (route: Route): fc.Arbitrary<unknown> => {
  const properties = (route.body as { properties?: Record<string, unknown> } | undefined)?.properties ?? {}
  const wrong = fc.oneof(nasty, fc.array(nasty, { maxLength: 3 }), fc.dictionary(fc.string(), nasty, { maxKeys: 2 }))
  // The one field that the schema does not know makes sure that the request cannot succeed by chance.
  const own = fc.record(Object.fromEntries(Object.keys(properties).map((name) => [name, wrong])), { requiredKeys: [] })
  return fc.oneof(
    fc.jsonValue().filter((value) => typeof value !== 'object' || Array.isArray(value)),
    own.map((fields) => ({ ...fields, 'no such field': 1 })),
  )
}

describe('bad input', () => {
  let system: System
  let company: Company
  let before: string

  const everything = async (): Promise<string> =>
    JSON.stringify([await readLedger(company), (await readWork(company)).tasks])

  beforeAll(async () => {
    system = await startEmbeddedSystem()
    company = await foundCompany(system, 2)
    before = await everything()
  })
  afterAll(() => system.remove())

  const asker = ({ who }: Route) => {
    const byRole: Partial<Record<Role, Company['admin']>> = {
      manager: company.manager,
      accountant: company.accountant,
      executive: company.executive,
    }
    const role = who.is === 'roles' ? who.roles.find((one) => byRole[one]) : undefined
    return (role && byRole[role]) || company.admin
  }

  const mustRefuseWell = async (response: Response): Promise<void> => {
    const text = await response.text()
    expect(response.status, text).toBeGreaterThanOrEqual(400)
    expect(response.status, text).toBeLessThan(500)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(JSON.parse(text)).toMatchObject({
      status: response.status,
      code: expect.any(String),
      title: expect.any(String),
    })
  }

  const withBody = allRoutes.filter(({ name, body, consumes }) => body && !consumes && !leftOut.has(name))
  it.each(withBody)('$service $name refuses any body that is not its own', async (route) => {
    const params = Object.fromEntries(
      Object.keys((route.params as { properties?: object })?.properties ?? {}).map((name) => [name, unknown]),
    )
    await fc.assert(
      fc.asyncProperty(bodyFor(route), async (body) => {
        const answer = await asker(route).answer(route as Route & { body: never }, { params, body } as never)
        await mustRefuseWell(answer)
      }),
      { numRuns: 15 },
    )
  })

  const withQuery = allRoutes.filter(({ name, query, method }) => query && method === 'GET' && !leftOut.has(name))
  it.each(withQuery)('$service $name answers any query without a fault', async (route) => {
    const names = Object.keys((route.query as { properties?: object }).properties ?? {})
    const params = Object.fromEntries(
      Object.keys((route.params as { properties?: object })?.properties ?? {}).map((name) => [name, unknown]),
    )
    const value = fc.oneof(
      fc.constantFrom('', '%', '_', '\\', 'null', '-1', '1e9', 'W10', 'WzFd', 'WyJhIiwxXQ', unknown),
      fc.string({ maxLength: 40 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] }),
        async (query) => {
          const answer = await company.admin.answer(route, { params, query } as never)
          expect(answer.status, await answer.clone().text()).toBeLessThan(500)
          if (answer.status >= 400) await mustRefuseWell(answer)
        },
      ),
      { numRuns: 25 },
    )
  })

  const raw = (body: string, type: string): Promise<Response> =>
    fetch(`${system.address}${pathOf({ service: 'auth', path: '/session' } as Route)}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })

  it.each([
    ['half a document', '{"email":', 'application/json', 400, 'invalid'],
    [
      'a prototype',
      '{"__proto__":{"role":"admin"},"email":"a@b.c","password":"x"}',
      'application/json',
      400,
      'invalid',
    ],
    ['a form', 'email=a&password=b', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['text', 'hello', 'text/plain', 415, 'unsupported_media_type'],
    [
      'a megabyte',
      JSON.stringify({ email: 'x'.repeat(1_000_000), password: 'x' }),
      'application/json',
      413,
      'too_large',
    ],
  ])('refuses %s', async (_what, body, type, status, code) => {
    const answer = await raw(body, type)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ code })
  })

  it('names every field that is wrong', async () => {
    const answer = await raw('{"email":5,"more":1}', 'application/json')
    const { errors } = (await answer.json()) as { errors: { path: string }[] }
    expect(errors.map(({ path }) => path).sort()).toEqual(['/body/email', '/body/more', '/body/password'])
  })

  it('has changed nothing', async () => {
    expect(await everything()).toBe(before)
  })
})
