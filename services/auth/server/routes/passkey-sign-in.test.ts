import { auditRoutes } from '@popug/contracts/audit.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import { passkeyRoutes } from '@popug/contracts/passkeys.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { challengesOfAddress } from '../domain/passkey.ts'
import { type AuthProgram, type Browser, startAuthProgram } from '../testing/auth-program.ts'
import { type Forgery, SoftwareAuthenticator } from '../testing/software-authenticator.ts'

let auth: AuthProgram
let kesha: Browser
let authenticator: SoftwareAuthenticator
beforeEach(async () => {
  auth = await startAuthProgram({ SIGN_IN_LIMIT: '3' })
  await auth.register('kesha')
  kesha = await auth.signedIn('kesha')
  authenticator = new SoftwareAuthenticator()
  await give(kesha, authenticator)
})
afterEach(() => auth.stop())

const give = async (browser: Browser, to: SoftwareAuthenticator): Promise<string> => {
  const { body: options } = await browser.call(passkeyRoutes.beginPasskey, { body: { password: 'popug' } })
  const body = { name: 'Laptop', credential: to.create(options) }
  const { status, body: passkey } = await browser.call(passkeyRoutes.createPasskey, { body })
  expect(status).toBe(201)
  return passkey.id
}
const options = async (browser = auth.browser()) => (await browser.call(passkeyRoutes.beginPasskeySignIn)).body
const signIn = async (forgery?: Forgery, browser = auth.browser()) => {
  const credential = authenticator.get(await options(browser), forgery)
  return browser.call(passkeyRoutes.signInByPasskey, { body: { credential } })
}
const refused = { status: 401, body: { code: 'passkey_refused' } }

describe('signing in by a passkey', () => {
  it('needs no email, and opens a session like any other', async () => {
    const browser = auth.browser()
    const { status, body } = await signIn(undefined, browser)
    expect(status).toBe(200)
    expect(body.user).toMatchObject({ login: 'kesha', email: 'kesha@popug.test', role: 'performer' })
    expect((await browser.call(authRoutes.getSession)).body.user.login).toBe('kesha')
    expect((await browser.call(authRoutes.renewSession)).status).toBe(200)
    const { items } = (await browser.call(authRoutes.listSessions)).body
    expect(items.map(({ current, byPasskey }) => [current, byPasskey])).toEqual([
      [true, true],
      [false, false],
    ])
    const [passkey] = (await browser.call(passkeyRoutes.listPasskeys)).body.items
    expect(Date.parse(passkey?.usedAt ?? '')).toBeGreaterThan(Date.parse(passkey?.createdAt ?? '') - 1)
  })

  it('works with those that do not count, again and again', async () => {
    authenticator = new SoftwareAuthenticator({ counts: false, synced: true })
    await give(kesha, authenticator)
    for (let time = 0; time < 5; time++) expect((await signIn()).status).toBe(200)
  })

  it('answers a challenge once, and in five minutes', async () => {
    const over = { status: 410, body: { code: 'challenge_over' } }
    const credential = authenticator.get(await options())
    const answer = () => auth.browser().call(passkeyRoutes.signInByPasskey, { body: { credential } })
    const statuses = (await Promise.all([answer(), answer(), answer()])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 410, 410])
    expect(await answer()).toMatchObject(over)
    auth.clock.set(Date.now())
    const late = authenticator.get(await options())
    auth.clock.set(auth.clock.now() + 5 * 60_000)
    expect(await auth.browser().call(passkeyRoutes.signInByPasskey, { body: { credential: late } })).toMatchObject(over)
  })

  it('answers no challenge that was meant for a new passkey, and none that nobody gave out', async () => {
    const { body } = await kesha.call(passkeyRoutes.beginPasskey, { body: { password: 'popug' } })
    for (const challenge of [body.challenge, 'bWFkZS11cA']) {
      const credential = authenticator.get({ ...(await options()), challenge })
      expect(await auth.browser().call(passkeyRoutes.signInByPasskey, { body: { credential } })).toMatchObject({
        status: 410,
      })
    }
  })

  it.each<[string, Forgery]>([
    ['at another site', { origin: 'https://popug.evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['to something else', { type: 'webauthn.create' }],
    ['without its owner verified', { verified: false }],
    ['for another person', { userHandle: 'b3RoZXI' }],
  ])('is refused for an answer %s', async (_what, forgery) => {
    const browser = auth.browser()
    expect(await signIn(forgery, browser)).toMatchObject(refused)
    expect([...browser.cookies]).toEqual([])
  })

  it('is refused for a wrong signature, and for a passkey that nobody has', async () => {
    const credential = authenticator.get(await options())
    const other = authenticator.get(await options())
    const mixed = { ...credential, response: { ...credential.response, signature: other.response.signature } }
    expect(await auth.browser().call(passkeyRoutes.signInByPasskey, { body: { credential: mixed } })).toMatchObject(
      refused,
    )
    const { challenge } = await options()
    const stranger = new SoftwareAuthenticator()
    const unknown = stranger.get({ challenge, rpId: 'localhost', timeout: 1, userVerification: 'required' })
    unknown.response.userHandle = authenticator.get(await options()).response.userHandle ?? null
    expect(await auth.browser().call(passkeyRoutes.signInByPasskey, { body: { credential: unknown } })).toMatchObject(
      refused,
    )
  })

  it('is refused to a copy, which is written down, and goes on for who counts on', async () => {
    expect((await signIn()).status).toBe(200)
    const { counter } = authenticator
    for (const copied of [counter, counter - 1, 0]) expect(await signIn({ counter: copied })).toMatchObject(refused)
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    const { items } = (await admin.call(auditRoutes('auth').listAudit, { query: { action: 'passkey.copied' } })).body
    const id = kesha.cookies.get('id')
    expect(items).toHaveLength(3)
    expect(items[0]).toMatchObject({ actorId: id, subject: id, detail: { name: 'Laptop' } })
    auth.clock.set(Date.now() + 15 * 60_000)
    authenticator.counter += 10
    expect((await signIn()).status).toBe(200)
  })

  it('stops at the limit on guesses, and one that was right is forgotten', async () => {
    for (let round = 0; round < 2; round++) {
      for (let time = 0; time < 2; time++) expect((await signIn({ verified: false })).status).toBe(401)
      expect((await signIn()).status).toBe(200)
    }
    for (let time = 0; time < 3; time++) expect((await signIn({ verified: false })).status).toBe(401)
    expect(await signIn()).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } })
    // The password is another matter: nobody is locked out by somebody else's rubbish.
    expect((await auth.signedIn('kesha')).cookies.get('role')).toBe('performer')
  })

  it('gives an address so many challenges at a time', async () => {
    await options()
    const waiting = auth.database.query.selectFrom('passkeyChallenges').select('subject')
    const { subject } = await waiting.executeTakeFirstOrThrow()
    const row = { subject, sessionId: null, expiresAt: Date.now() + 60_000 }
    const many = Array.from({ length: challengesOfAddress - 1 }, (_, number) => ({ ...row, digest: `${number}` }))
    await auth.database.insertMany('passkeyChallenges', many)
    const answer = await auth.browser().call(passkeyRoutes.beginPasskeySignIn)
    expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } })
    expect(answer.headers.get('retry-after')).toBe('300')
    auth.clock.set(Date.now() + 6 * 60_000)
    expect((await auth.browser().call(passkeyRoutes.beginPasskeySignIn)).status).toBe(200)
  })

  it('is over for a person who is disabled', async () => {
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    const id = kesha.cookies.get('id') ?? ''
    await admin.call(authRoutes.changeUser, { params: { id }, body: { status: 'disabled' } })
    expect(await signIn()).toMatchObject(refused)
    // Nor where its row outlived the change, as in a backup from before.
    await auth.database.query.updateTable('users').set({ status: 'active' }).where('id', '=', id).execute()
    authenticator = new SoftwareAuthenticator()
    await give(await auth.signedIn('kesha'), authenticator)
    await auth.database.query.updateTable('users').set({ status: 'disabled' }).where('id', '=', id).execute()
    expect(await signIn()).toMatchObject(refused)
  })

  it('is over with the passkey, and so are the sessions it opened elsewhere', async () => {
    const [elsewhere, here] = [auth.browser(), auth.browser()]
    await signIn(undefined, elsewhere)
    await signIn(undefined, here)
    const [passkey] = (await here.call(passkeyRoutes.listPasskeys)).body.items
    const asked = { params: { id: passkey?.id ?? '' }, body: { password: 'popug' } }
    expect((await here.call(passkeyRoutes.removePasskey, asked)).status).toBe(204)
    expect((await here.call(authRoutes.getSession)).status).toBe(200)
    for (const route of [authRoutes.getSession, authRoutes.renewSession])
      expect((await elsewhere.call(route)).status).toBe(401)
    // What a password opened goes on.
    expect((await kesha.call(authRoutes.renewSession)).status).toBe(200)
    expect(await signIn()).toMatchObject(refused)
  })

  it('refuses changes from a foreign origin', async () => {
    const headers = { origin: 'https://popug.evil.example' }
    for (const route of [passkeyRoutes.beginPasskeySignIn, passkeyRoutes.signInByPasskey])
      expect(await auth.browser().call(route, { headers })).toMatchObject({
        status: 403,
        body: { code: 'foreign_origin' },
      })
  })
})
