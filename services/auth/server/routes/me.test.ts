import { authRoutes } from '@popug/contracts/auth.ts'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthProgram, type Browser, startAuthProgram } from '../testing/auth-program.ts'

let auth: AuthProgram
let kesha: Browser
beforeEach(async () => {
  auth = await startAuthProgram()
  await auth.register('kesha')
  kesha = await auth.signedIn('kesha')
})
afterEach(() => auth.stop())

const signIn = async (password: string): Promise<number> =>
  (await auth.browser().call(authRoutes.signIn, { body: { email: 'kesha@popug.test', password } })).status

describe('changing oneself', () => {
  it('takes a name and a language, and nothing is signed out', async () => {
    const changed = await kesha.call(authRoutes.changeMe, { body: { name: ' Иннокентий ', language: 'ru' } })
    expect(changed).toMatchObject({ status: 200, body: { name: 'Иннокентий', language: 'ru', login: 'kesha' } })
    expect((await kesha.call(authRoutes.getSession)).body.user).toEqual(changed.body)
    expect(await auth.database.query.selectFrom('revocations').selectAll().execute()).toEqual([])
  })

  it('takes a new password for the old one and ends the other sessions', async () => {
    const elsewhere = await auth.signedIn('kesha')
    const before = kesha.cookies.get('session')
    const body = { password: 'feathers', oldPassword: 'popug' }
    expect((await kesha.call(authRoutes.changeMe, { body })).status).toBe(200)
    expect(kesha.cookies.get('session')).not.toBe(before)
    expect((await elsewhere.call(authRoutes.renewSession)).status).toBe(401)
    expect([await signIn('popug'), await signIn('feathers')]).toEqual([401, 200])
    await until('the tokens from before are out', async () => {
      const { status } = await elsewhere.call(authRoutes.listUsers)
      return status === 401
    })
    expect((await kesha.call(authRoutes.listUsers)).status).toBe(200)
    expect((await kesha.call(authRoutes.getSession)).status).toBe(200)
  })

  it.each([
    [{ password: 'feathers' }, 400, 'invalid'],
    [{ oldPassword: 'popug' }, 400, 'invalid'],
    [{ password: 'feathers', oldPassword: 'wrong' }, 401, 'wrong_credentials'],
    [{ password: 'four', oldPassword: 'popug' }, 400, 'invalid'],
    [{ name: '\t' }, 400, 'invalid'],
    [{ role: 'admin' }, 400, 'invalid'],
    [{}, 400, 'invalid'],
  ])('refuses %o and changes nothing', async (body, status, code) => {
    const before = await auth.database.query.selectFrom('users').selectAll().execute()
    expect(await kesha.call(authRoutes.changeMe, { body: body as never })).toMatchObject({ status, body: { code } })
    expect(await auth.database.query.selectFrom('users').selectAll().execute()).toEqual(before)
  })

  it('changes the password once when two come at once with the old one', async () => {
    const change = (password: string) => kesha.call(authRoutes.changeMe, { body: { password, oldPassword: 'popug' } })
    const answers = await Promise.all([change('feathers'), change('plumage')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    expect((await signIn('feathers')) + (await signIn('plumage'))).toBe(601)
  })

  it('is over with the session', async () => {
    const copy = auth.browser()
    for (const [name, value] of kesha.cookies) copy.cookies.set(name, value)
    await kesha.call(authRoutes.signOut)
    expect(await copy.call(authRoutes.changeMe, { body: { name: 'X' } })).toMatchObject({ status: 401 })
  })
})

describe('a password given by an admin', () => {
  it('ends all sessions and takes the place of the old one', async () => {
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    const params = { id: kesha.cookies.get('id') ?? '' }
    await admin.call(authRoutes.changeUser, { params, body: { password: 'feathers' } })
    expect((await kesha.call(authRoutes.renewSession)).status).toBe(401)
    expect([await signIn('popug'), await signIn('feathers')]).toEqual([401, 200])
  })
})
