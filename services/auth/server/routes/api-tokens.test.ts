import { apiTokenRoutes } from '@popug/contracts/api-tokens.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import type { Scope } from '@popug/contracts/scopes.ts'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthProgram, type Browser, startAuthProgram } from '../testing/auth-program.ts'

let auth: AuthProgram
let kesha: Browser
beforeEach(async () => {
  auth = await startAuthProgram()
  await auth.register('kesha', 'admin')
  kesha = await auth.signedIn('kesha')
})
afterEach(() => auth.stop())

const make = async (browser: Browser, scopes: Scope[] = ['auth:read'], expiresInDays = 30) => {
  const { status, body } = await browser.call(apiTokenRoutes.createApiToken, {
    body: { name: ' Nightly report ', scopes, expiresInDays },
  })
  expect(status).toBe(201)
  return body
}
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const list = async (browser: Browser) => (await browser.call(apiTokenRoutes.listApiTokens)).body.items
const refused = { status: 401, body: { code: 'not_signed_in' } }
const narrow = { status: 403, body: { code: 'insufficient_scope' } }

describe('an API token', () => {
  it('is shown once, kept as a digest, and lets its owner’s scripts in', async () => {
    const { token, ...made } = await make(kesha)
    expect(token).toMatch(/^popug_[\w-]{43}$/)
    expect(made).toMatchObject({
      name: 'Nightly report',
      scopes: ['auth:read'],
      hint: token.slice(0, 10),
      usedAt: null,
    })
    expect(await list(kesha)).toEqual([made])
    const rows = await auth.database.query.selectFrom('apiTokens').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token.slice(10))
    const script = auth.browser()
    const people = await script.call(authRoutes.listUsers, bearer(token))
    // An admin's token sees what the admin sees.
    expect(people).toMatchObject({ status: 200, body: { items: [{ login: 'kesha', email: 'kesha@popug.test' }] } })
    expect((await list(kesha))[0]?.usedAt).not.toBeNull()
  })

  it('does what its scopes say, and nothing about sessions, passwords and tokens', async () => {
    const [reads, writes] = [await make(kesha), await make(kesha, ['auth:write', 'tasks:read'])]
    const script = auth.browser()
    const body = { name: 'Kesha the Second' }
    const params = { id: kesha.cookies.get('id') ?? '' }
    expect(await script.call(authRoutes.changeUser, { params, body, ...bearer(reads.token) })).toMatchObject(narrow)
    expect(await script.call(authRoutes.listUsers, bearer(writes.token))).toMatchObject(narrow)
    expect(await script.call(authRoutes.changeUser, { params, body, ...bearer(writes.token) })).toMatchObject({
      status: 200,
      body,
    })
    const password = { params, body: { password: 'another one' }, ...bearer(writes.token) }
    expect(await script.call(authRoutes.changeUser, password)).toMatchObject(narrow)
    const all = { body: { name: 'x', scopes: ['auth:read' as const], expiresInDays: 1 }, ...bearer(writes.token) }
    expect(await script.call(apiTokenRoutes.createApiToken, all)).toMatchObject(narrow)
    for (const route of [apiTokenRoutes.listApiTokens, authRoutes.listSessions, authRoutes.getSession])
      expect(await script.call(route, bearer(reads.token))).toMatchObject(narrow)
    expect((await kesha.call(authRoutes.getSession)).status).toBe(200)
  })

  it('has its owner’s role, and no more', async () => {
    await auth.register('gosha', 'performer')
    const { token } = await make(await auth.signedIn('gosha'), ['auth:read', 'auth:write'])
    const body = { email: 'rio@popug.test', name: 'Rio', role: 'admin', password: 'popug' } as const
    expect(await auth.browser().call(authRoutes.createUser, { body, ...bearer(token) })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
  })

  it('needs no origin of ours, for no browser sends it by itself', async () => {
    const { token } = await make(kesha, ['auth:write'])
    const body = { name: 'Kesha' }
    const params = { id: kesha.cookies.get('id') ?? '' }
    const headers = { ...bearer(token).headers, origin: 'https://elsewhere.example' }
    expect((await auth.browser().call(authRoutes.changeUser, { params, body, headers })).status).toBe(200)
    // With a cookie beside it the token counts, not the cookie.
    const made = { ...headers, authorization: 'Bearer popug_made-up' }
    expect(await kesha.call(authRoutes.changeUser, { params, body, headers: made })).toMatchObject(refused)
  })

  it('is worth nothing when it was made up, cut, or comes as a cookie', async () => {
    const { token } = await make(kesha)
    for (const bad of ['popug_', token.slice(0, -1), `${token}x`, token.toUpperCase(), 'popug_made-up'])
      expect(await auth.browser().call(authRoutes.listUsers, bearer(bad)), bad).toMatchObject(refused)
    const browser = auth.browser()
    browser.cookies.set('session', token)
    expect(await browser.call(authRoutes.listUsers)).toMatchObject(refused)
  })

  it('ends on its day', async () => {
    const start = Date.now()
    auth.clock.set(start)
    const { token } = await make(kesha, ['auth:read'], 1)
    const day = 24 * 60 * 60_000
    auth.clock.set(start + day - 1_000)
    expect((await auth.browser().call(authRoutes.listUsers, bearer(token))).status).toBe(200)
    auth.clock.set(start + day)
    expect(await auth.browser().call(authRoutes.listUsers, bearer(token))).toMatchObject(refused)
  })

  it('is nobody else’s to see or to end', async () => {
    await auth.register('gosha', 'admin')
    const gosha = await auth.signedIn('gosha')
    const { id } = await make(kesha)
    expect(await list(gosha)).toEqual([])
    expect(await gosha.call(apiTokenRoutes.revokeApiToken, { params: { id } })).toMatchObject({ status: 404 })
    expect(await list(kesha)).toHaveLength(1)
  })

  it('is one of twenty at most, also when many are made at once', async () => {
    const body = { name: 'one of many', scopes: ['tasks:read' as const], expiresInDays: 1 }
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => kesha.call(apiTokenRoutes.createApiToken, { body })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
    expect(answers.filter(({ body: { code } }) => code === 'too_many_tokens')).toHaveLength(5)
  })

  it.each([
    { name: ' ', scopes: ['tasks:read'], expiresInDays: 1 },
    { name: 'x', scopes: [], expiresInDays: 1 },
    { name: 'x', scopes: ['tasks:delete'], expiresInDays: 1 },
    { name: 'x', scopes: ['tasks:read', 'tasks:read'], expiresInDays: 1 },
    { name: 'x', scopes: ['tasks:read'], expiresInDays: 0 },
    { name: 'x', scopes: ['tasks:read'], expiresInDays: 367 },
  ])('cannot be made from %o', async (body) => {
    const answer = await kesha.call(apiTokenRoutes.createApiToken, { body: body as never })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })
})

describe('within five seconds an API token', () => {
  const inUse = async (login: string) => {
    const { token, id } = await make(await auth.signedIn(login))
    const script = auth.browser()
    expect((await script.call(authRoutes.listUsers, bearer(token))).status).toBe(200)
    const status = async () => (await script.call(authRoutes.listUsers, bearer(token))).status
    const out = () => until('the token is worth nothing', async () => (await status()) === 401, 5_000)
    return { id, token, script, status, out }
  }

  it('is out when it was revoked', async () => {
    const { id, out } = await inUse('kesha')
    expect((await kesha.call(apiTokenRoutes.revokeApiToken, { params: { id } })).status).toBe(204)
    expect(await list(kesha)).toEqual([])
    await out()
  })

  it('is out when its owner was disabled or was given another password, and does not come back', async () => {
    for (const [login, change, back] of [
      ['gosha', { status: 'disabled' }, { status: 'active' }],
      ['rio', { password: 'feathers' }, { name: 'Rio' }],
    ] as const) {
      const { id } = await auth.register(login)
      const { out, status } = await inUse(login)
      await kesha.call(authRoutes.changeUser, { params: { id }, body: change })
      await out()
      await kesha.call(authRoutes.changeUser, { params: { id }, body: back })
      auth.clock.set(auth.clock.now() + 6_000)
      expect(await status()).toBe(401)
    }
  })

  it('has its owner’s new role, without a break', async () => {
    const { id } = await auth.register('gosha')
    const { script, token, status } = await inUse('gosha')
    const emailOf = async () => (await script.call(authRoutes.listUsers, bearer(token))).body.items[0]?.email
    expect(await emailOf()).toBeUndefined()
    await kesha.call(authRoutes.changeUser, { params: { id }, body: { role: 'admin' } })
    await until('the role is in force', async () => (await emailOf()) !== undefined, 5_000)
    expect(await status()).toBe(200)
  })
})
