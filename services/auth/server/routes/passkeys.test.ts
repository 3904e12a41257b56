import { authRoutes } from '@popug/contracts/auth.ts'
import { passkeyRoutes, passkeysAtMost } from '@popug/contracts/passkeys.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthProgram, type Browser, startAuthProgram } from '../testing/auth-program.ts'
import { type Forgery, SoftwareAuthenticator } from '../testing/software-authenticator.ts'

let auth: AuthProgram
let kesha: Browser
beforeEach(async () => {
  auth = await startAuthProgram({ SIGN_IN_LIMIT: '3' })
  await auth.register('kesha')
  kesha = await auth.signedIn('kesha')
})
afterEach(() => auth.stop())

const begin = async (browser = kesha, password = 'popug') =>
  browser.call(passkeyRoutes.beginPasskey, { body: { password } })
const make = async ({
  browser = kesha,
  authenticator = new SoftwareAuthenticator(),
  name = 'Laptop',
  forgery,
}: {
  browser?: Browser
  authenticator?: SoftwareAuthenticator
  name?: string
  forgery?: Forgery
} = {}) => {
  const credential = authenticator.create((await begin(browser)).body, forgery)
  return browser.call(passkeyRoutes.createPasskey, { body: { name, credential } })
}
const names = async (browser = kesha) =>
  (await browser.call(passkeyRoutes.listPasskeys)).body.items.map(({ name }) => name)
const rows = () => auth.database.query.selectFrom('passkeys').selectAll().execute()

describe('a new passkey', () => {
  it('is made with the password, named, and listed', async () => {
    const { status, body } = await make({ name: ' Laptop ' })
    expect({ status, body }).toMatchObject({ status: 201, body: { name: 'Laptop', synced: false, usedAt: null } })
    expect((await kesha.call(passkeyRoutes.listPasskeys)).body).toEqual({ items: [body], next: null })
    const synced = await make({ authenticator: new SoftwareAuthenticator({ synced: true }), name: 'Phone' })
    expect(synced.body.synced).toBe(true)
    expect(await names()).toEqual(['Phone', 'Laptop'])
  })

  it('is asked for as what signs in without an email and verifies its owner, but for those there are', async () => {
    const authenticator = new SoftwareAuthenticator()
    await make({ authenticator })
    const { body } = await begin()
    expect(body).toMatchObject({
      rp: { id: 'localhost', name: 'Popug' },
      user: { name: 'kesha@popug.test', displayName: 'kesha Popug' },
      attestation: 'none',
      excludeCredentials: [{ type: 'public-key', id: authenticator.id, transports: ['internal'] }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(Buffer.from(body.user.id, 'base64url').toString()).toBe(kesha.cookies.get('id'))
    expect(Buffer.from(body.challenge, 'base64url')).toHaveLength(32)
  })

  it('wants the password, within the limit on guesses that sign-in has', async () => {
    for (let time = 0; time < 3; time++)
      expect(await begin(kesha, 'wrong')).toMatchObject({ status: 403, body: { code: 'wrong_password' } })
    expect(await begin()).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } })
    const body = { email: 'kesha@popug.test', password: 'popug' }
    expect((await auth.browser().call(authRoutes.signIn, { body })).status).toBe(429)
  })

  it('answers a challenge of this session, once, in five minutes', async () => {
    const options = (await begin()).body
    const credential = new SoftwareAuthenticator().create(options)
    const keep = (browser: Browser) =>
      browser.call(passkeyRoutes.createPasskey, { body: { name: 'Laptop', credential } })
    const over = { status: 410, body: { code: 'challenge_over' } }
    // Not even the same person's at another browser; and who tried has used it up.
    expect(await keep(await auth.signedIn('kesha'))).toMatchObject(over)
    expect(await keep(kesha)).toMatchObject(over)
    expect((await make()).status).toBe(201)
    auth.clock.set(Date.now())
    const late = new SoftwareAuthenticator().create((await begin()).body)
    auth.clock.set(auth.clock.now() + 5 * 60_000)
    await kesha.call(authRoutes.renewSession)
    expect(await kesha.call(passkeyRoutes.createPasskey, { body: { name: 'Late', credential: late } })).toMatchObject(
      over,
    )
    expect(await names()).toEqual(['Laptop'])
  })

  it('has one challenge at a time', async () => {
    const first = new SoftwareAuthenticator().create((await begin()).body)
    await begin()
    expect((await auth.database.query.selectFrom('passkeyChallenges').selectAll().execute()).length).toBe(1)
    const answer = await kesha.call(passkeyRoutes.createPasskey, { body: { name: 'First', credential: first } })
    expect(answer.body.code).toBe('challenge_over')
  })

  it.each<[string, Forgery]>([
    ['made at another site', { origin: 'https://popug.evil.example' }],
    ['made for another site', { rpId: 'evil.example' }],
    ['of an answer to something else', { type: 'webauthn.get' }],
    ['without its owner verified', { verified: false }],
    ['whose maker a certificate vouches for', { attestation: ['packed', new Map([['x5c', [new Uint8Array(8)]]])] }],
    ['of another kind', { attestation: ['apple', new Map([['x5c', [new Uint8Array(8)]]])] }],
  ])('%s is refused', async (_what, forgery) => {
    const { status, body } = await make({ forgery })
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect(body.errors?.map(({ path }) => path)).toEqual(['/body/credential'])
    expect(await names()).toEqual([])
  })

  it('is refused as rubbish, with what is wrong', async () => {
    const credential = new SoftwareAuthenticator().create((await begin()).body)
    const rubbish = { ...credential, response: { ...credential.response, attestationObject: 'AAAA' } }
    expect(await kesha.call(passkeyRoutes.createPasskey, { body: { name: 'x', credential: rubbish } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/body/credential' }] },
    })
    const extra = { ...credential, response: { ...credential.response, clientDataJSON: '{"challenge":1}' } }
    expect(await kesha.call(passkeyRoutes.createPasskey, { body: { name: ' ', credential: extra } })).toMatchObject({
      status: 400,
      body: {
        errors: expect.arrayContaining([
          expect.objectContaining({ path: '/body/name' }),
          expect.objectContaining({ path: '/body/credential/response/clientDataJSON' }),
        ]),
      },
    })
  })

  it('belongs to one person', async () => {
    const authenticator = new SoftwareAuthenticator()
    await make({ authenticator })
    await auth.register('gosha')
    const gosha = await auth.signedIn('gosha')
    expect(await make({ browser: gosha, authenticator })).toMatchObject({
      status: 409,
      body: { code: 'passkey_known' },
    })
    expect(await names(gosha)).toEqual([])
  })

  it('is one of twenty at most', async () => {
    await make()
    const [one] = await rows()
    if (!one) throw new Error('there is no passkey')
    const others = Array.from({ length: passkeysAtMost - 2 }, (_, number) => ({
      ...one,
      id: newId(),
      digest: `${number}`,
    }))
    await auth.database.insertMany('passkeys', others)
    const last = new SoftwareAuthenticator().create((await begin()).body)
    expect((await kesha.call(passkeyRoutes.createPasskey, { body: { name: 'Last', credential: last } })).status).toBe(
      201,
    )
    expect(await begin()).toMatchObject({ status: 409, body: { code: 'too_many_passkeys' } })
    expect(await rows()).toHaveLength(passkeysAtMost)
  })

  it('is not possible where browsers know none', async () => {
    await auth.stop()
    auth = await startAuthProgram({ PUBLIC_ORIGIN: 'http://10.0.0.5:8080' })
    await auth.register('kesha')
    const answer = await begin(await auth.signedIn('kesha'))
    expect(answer).toMatchObject({ status: 409, body: { code: 'passkeys_unavailable' } })
    expect((await auth.browser().call(authRoutes.getInstallation)).body.passkeysAt).toBeNull()
  })
})

describe('a kept passkey', () => {
  it('takes another name', async () => {
    const { id } = (await make()).body
    const answer = await kesha.call(passkeyRoutes.renamePasskey, { params: { id }, body: { name: ' The old one ' } })
    expect(answer.body).toMatchObject({ id, name: 'The old one' })
    expect(await names()).toEqual(['The old one'])
  })

  it('is nobody else’s to rename or remove', async () => {
    const { id } = (await make()).body
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    const refused = { status: 404, body: { code: 'not_found' } }
    expect(await admin.call(passkeyRoutes.renamePasskey, { params: { id }, body: { name: 'Mine' } })).toMatchObject(
      refused,
    )
    expect(
      await admin.call(passkeyRoutes.removePasskey, { params: { id }, body: { password: 'popug' } }),
    ).toMatchObject(refused)
    expect(await names()).toEqual(['Laptop'])
  })

  it('is removed with the password', async () => {
    const { id } = (await make()).body
    const remove = (password: string) => kesha.call(passkeyRoutes.removePasskey, { params: { id }, body: { password } })
    expect(await remove('wrong')).toMatchObject({ status: 403, body: { code: 'wrong_password' } })
    expect(await names()).toEqual(['Laptop'])
    expect((await remove('popug')).status).toBe(204)
    expect(await remove('popug')).toMatchObject({ status: 404 })
    expect(await names()).toEqual([])
  })

  it('is kept through a new password of one’s own, and goes with the person or a password that was given', async () => {
    await make()
    const own = { password: 'feathers', oldPassword: 'popug' }
    expect((await kesha.call(authRoutes.changeMe, { body: own })).status).toBe(200)
    expect(await names()).toEqual(['Laptop'])
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    const id = kesha.cookies.get('id') ?? ''
    const change = (body: object) => admin.call(authRoutes.changeUser, { params: { id }, body })
    await change({ password: 'given-feathers' })
    expect(await rows()).toEqual([])
    const again = await auth.signedIn('kesha', 'given-feathers')
    const credential = new SoftwareAuthenticator().create((await begin(again, 'given-feathers')).body)
    await again.call(passkeyRoutes.createPasskey, { body: { name: 'Laptop', credential } })
    await change({ status: 'disabled' })
    await change({ status: 'active' })
    expect(await rows()).toEqual([])
  })
})
