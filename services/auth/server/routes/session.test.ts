import { authRoutes } from '@popug/contracts/auth.ts'
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthProgram, startAuthProgram } from '../testing/auth-program.ts'

let auth: AuthProgram
beforeEach(async () => {
  auth = await startAuthProgram()
  await auth.register('kesha')
})
afterEach(() => auth.stop())

const kesha = { email: 'kesha@popug.test', password: 'popug' }
const signIn = (body: { email: string; password: string }) => auth.browser().call(authRoutes.signIn, { body })

describe('signing in', () => {
  it('answers the person and sets the cookies', async () => {
    const browser = auth.browser()
    const { status, body, headers } = await browser.call(authRoutes.signIn, {
      body: { email: ' KESHA@Popug.Test ', password: 'popug' },
    })
    expect(status).toBe(200)
    expect(body.user).toEqual({
      id: browser.cookies.get('id'),
      login: 'kesha',
      email: 'kesha@popug.test',
      name: 'kesha Popug',
      role: 'performer',
      language: null,
    })
    const [session, id, role] = headers.getSetCookie()
    expect(session).toMatch(/^session=ey.*; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(id).toMatch(/^id=[0-9a-f-]{36}; Max-Age=1209600; Path=\/; SameSite=Lax$/)
    expect(role).toMatch(/^role=performer; Max-Age=1209600; Path=\/; SameSite=Lax$/)
  })

  it('signs a token of five minutes with what services verify', async () => {
    const browser = await auth.signedIn('kesha')
    const claims = decodeJwt(browser.cookies.get('session') ?? '')
    expect(claims).toMatchObject({ iss: 'popug/auth', aud: 'popug', sub: browser.cookies.get('id'), role: 'performer' })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(300)
    expect(Math.floor(Number(claims.ims) / 1000)).toBe(claims.iat)
    const { body } = await browser.call(authRoutes.getSession)
    expect(Date.parse(body.expiresAt)).toBe(Number(claims.ims) + 300_000)
  })

  it.each([
    ['a wrong password', 'kesha@popug.test', 'gopup'],
    ['an unknown email', 'nobody@popug.test', 'popug'],
    ['a disabled person', 'gosha@popug.test', 'popug'],
  ])('refuses %s alike', async (_who, email, password) => {
    const gosha = await auth.register('gosha')
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    await admin.call(authRoutes.changeUser, { params: { id: gosha.id }, body: { status: 'disabled' } })
    const { status, body, headers } = await signIn({ email, password })
    expect({ status, body }).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
    expect(headers.getSetCookie()).toEqual([])
    const sessions = await auth.database.query.selectFrom('sessions').selectAll().execute()
    expect(sessions).toHaveLength(1)
  })

  it.each([{}, { email: 'kesha@popug.test' }, { ...kesha, role: 'admin' }, { ...kesha, password: '' }])(
    'refuses %o as invalid',
    async (body) => {
      expect(await signIn(body as typeof kesha)).toMatchObject({ status: 400, body: { code: 'invalid' } })
    },
  )
})

describe('the session', () => {
  it('is nobody’s without a token, with a forged one and with another one’s signature', async () => {
    const browser = await auth.signedIn('kesha')
    const [head = '', payload = '', signature = ''] = (browser.cookies.get('session') ?? '').split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const forged = Buffer.from(JSON.stringify({ ...claims, role: 'admin' })).toString('base64url')
    for (const token of ['', 'x', `${head}.${forged}.${signature}`, `${head}.${payload}.`]) {
      const other = auth.browser()
      other.cookies.set('session', token)
      for (const route of [authRoutes.getSession, authRoutes.renewSession]) {
        expect(await other.call(route)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
      }
    }
  })

  it('is renewed after its token has run out, with the role of the day', async () => {
    const browser = await auth.signedIn('kesha')
    const old = browser.cookies.get('session')
    auth.clock.set(Date.now() + 6 * 60_000)
    expect(await browser.call(authRoutes.getSession)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
    const renewed = await browser.call(authRoutes.renewSession)
    expect(renewed).toMatchObject({ status: 200, body: { user: { login: 'kesha' } } })
    expect(Date.parse(renewed.body.expiresAt)).toBe(auth.clock.now() + 300_000)
    expect(browser.cookies.get('session')).not.toBe(old)
    expect((await browser.call(authRoutes.getSession)).status).toBe(200)
  })

  it('is over after fourteen days without renewal, and lives on with it', async () => {
    const day = 24 * 60 * 60_000
    const [kept, left] = [await auth.signedIn('kesha'), await auth.signedIn('kesha')]
    const start = Date.now()
    auth.clock.set(start + 13 * day)
    expect((await kept.call(authRoutes.renewSession)).status).toBe(200)
    auth.clock.set(start + 15 * day)
    expect((await kept.call(authRoutes.renewSession)).status).toBe(200)
    expect((await left.call(authRoutes.renewSession)).status).toBe(401)
  })

  it('ends at once by signing out, and its cookies go', async () => {
    const browser = await auth.signedIn('kesha')
    const copy = auth.browser()
    copy.cookies.set('session', browser.cookies.get('session') ?? '')
    expect((await browser.call(authRoutes.signOut)).status).toBe(204)
    expect([...browser.cookies]).toEqual([])
    for (const route of [authRoutes.getSession, authRoutes.renewSession, authRoutes.listSessions]) {
      expect(await copy.call(route)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
    }
  })

  it('refuses changes from a foreign origin', async () => {
    const browser = await auth.signedIn('kesha')
    const headers = { origin: 'https://elsewhere.example' }
    for (const route of [authRoutes.renewSession, authRoutes.signOut]) {
      expect(await browser.call(route, { headers })).toMatchObject({ status: 403, body: { code: 'foreign_origin' } })
    }
    expect((await browser.call(authRoutes.getSession)).status).toBe(200)
  })
})
