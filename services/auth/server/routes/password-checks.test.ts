import { authRoutes } from '@popug/contracts/auth.ts'
import { passwordRoutes } from '@popug/contracts/passwords.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthProgram, type Browser, startAuthProgram } from '../testing/auth-program.ts'

let auth: AuthProgram
let kesha: Browser
beforeEach(async () => {
  auth = await startAuthProgram({ SIGN_IN_LIMIT: '3' })
  await auth.register('kesha')
  kesha = await auth.signedIn('kesha')
})
afterEach(() => auth.stop())

const sessionOf = async (browser: Browser): Promise<{ userId: string; sessionId: string }> => {
  const { items } = (await browser.call(authRoutes.listSessions)).body
  const current = items.find((one) => one.current)
  return { userId: browser.cookies.get('id') ?? '', sessionId: current?.id ?? '' }
}
/** As another service asks, which is refused as any program is. */
const check = async (of: { userId: string; sessionId: string }, password: string, ip = '203.0.113.7') =>
  auth
    .session()
    .neighbours.call(passwordRoutes.checkPassword, { body: { ...of, password, ip } })
    .then(({ outcome }) => outcome)
const signIn = async (password: string): Promise<number> =>
  (await auth.browser().call(authRoutes.signIn, { body: { email: 'kesha@popug.test', password } })).status

describe('the password asked again by another service', () => {
  it('is right or wrong', async () => {
    const own = await sessionOf(kesha)
    expect([await check(own, 'popug'), await check(own, 'wrong')]).toEqual(['right', 'wrong'])
  })

  it('is asked of the person whose living session it is, and of nobody else', async () => {
    await auth.register('gosha')
    const [own, other] = [await sessionOf(kesha), await sessionOf(await auth.signedIn('gosha'))]
    expect(await check({ ...own, userId: other.userId }, 'popug')).toBe('session_over')
    expect(await check({ ...own, sessionId: other.sessionId }, 'popug')).toBe('session_over')
    await kesha.call(authRoutes.signOut)
    expect(await check(own, 'popug')).toBe('session_over')
  })

  it('is not asked of those who were disabled', async () => {
    const own = await sessionOf(kesha)
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    await admin.call(authRoutes.changeUser, { params: { id: own.userId }, body: { status: 'disabled' } })
    expect(await check(own, 'popug')).toBe('session_over')
  })

  it('counts as a guess, with those at the sign-in page', async () => {
    const own = await sessionOf(kesha)
    expect(await check(own, 'wrong')).toBe('wrong')
    expect(await signIn('wrong')).toBe(401)
    expect(await check(own, 'wrong')).toBe('wrong')
    const refusal = { code: 'too_many_attempts', retryAfter: expect.any(Number) }
    await expect(check(own, 'popug')).rejects.toMatchObject(refusal)
    expect(await signIn('popug')).toBe(429)
  })

  it('is forgotten as a guess where it was right', async () => {
    const own = await sessionOf(kesha)
    for (let round = 0; round < 3; round++) {
      for (let time = 0; time < 2; time++) expect(await check(own, 'wrong')).toBe('wrong')
      expect(await check(own, 'popug')).toBe('right')
    }
  })

  it('counts for the address that the person asks from', async () => {
    const own = await sessionOf(kesha)
    for (let number = 0; number < 10; number++) await auth.register(`bird${number}`)
    for (let number = 0; number < 10; number++) {
      const bird = await sessionOf(await auth.signedIn(`bird${number}`))
      for (let time = 0; time < 3; time++) expect(await check(bird, 'wrong')).toBe('wrong')
    }
    await expect(check(own, 'popug')).rejects.toMatchObject({ code: 'too_many_attempts' })
    expect(await check(own, 'popug', '198.51.100.1')).toBe('right')
  })

  it('is not for people, whoever they are', async () => {
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    const body = { ...(await sessionOf(admin)), password: 'popug', ip: '127.0.0.1' }
    expect(await admin.call(passwordRoutes.checkPassword, { body })).toMatchObject({ status: 403 })
    expect(await auth.browser().call(passwordRoutes.checkPassword, { body })).toMatchObject({ status: 401 })
  })
})
