import { authRoutes } from '@popug/contracts/auth.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthProgram, startAuthProgram } from '../testing/auth-program.ts'

let auth: AuthProgram
beforeEach(async () => {
  auth = await startAuthProgram({ SIGN_IN_LIMIT: '3' })
  await auth.register('kesha')
})
afterEach(() => auth.stop())

const guess = async (login: string, password = 'wrong') => {
  const answer = await auth.browser().call(authRoutes.signIn, { body: { email: `${login}@popug.test`, password } })
  return { status: answer.status, code: answer.body.code, after: answer.headers.get('retry-after') }
}
const subjects = () => auth.database.query.selectFrom('guesses').selectAll().execute()

describe('guessing', () => {
  it('stops at the limit, even for the right password, and goes on after the window', async () => {
    auth.clock.set(Date.now())
    for (let time = 0; time < 3; time++) expect((await guess('kesha')).status).toBe(401)
    expect(await guess('kesha')).toEqual({ status: 429, code: 'too_many_attempts', after: '900' })
    expect(await guess('kesha', 'popug')).toMatchObject({ status: 429 })
    auth.clock.set(auth.clock.now() + 15 * 60_000)
    expect(await guess('kesha', 'popug')).toMatchObject({ status: 200 })
  })

  it('does not let many at once pass the limit together', async () => {
    const statuses = (await Promise.all(Array.from({ length: 12 }, () => guess('kesha')))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(3)
    expect(statuses.filter((status) => status === 429)).toHaveLength(9)
  })

  it('of an unknown email stops as well', async () => {
    for (let time = 0; time < 3; time++) expect((await guess('nobody')).status).toBe(401)
    expect((await guess('nobody')).status).toBe(429)
  })

  it('is forgotten after a right password', async () => {
    for (let round = 0; round < 3; round++) {
      for (let time = 0; time < 2; time++) expect((await guess('kesha')).status).toBe(401)
      expect((await guess('kesha', 'popug')).status).toBe(200)
    }
  })

  it('from one address stops for everybody there', async () => {
    for (let time = 0; time < 30; time++) expect((await guess(`stranger${time}`)).status).toBe(401)
    expect((await guess('kesha', 'popug')).status).toBe(429)
  })

  it('counts the old password that one’s own change asks for', async () => {
    const browser = await auth.signedIn('kesha')
    const change = (oldPassword: string) =>
      browser.call(authRoutes.changeMe, { body: { password: 'feathers', oldPassword } })
    for (let time = 0; time < 3; time++) expect(await change('wrong')).toMatchObject({ status: 401 })
    expect(await change('popug')).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } })
    expect((await guess('kesha', 'popug')).status).toBe(429)
  })

  it('keeps no email that was typed', async () => {
    await guess('a-password-typed-in-the-wrong-field')
    const [one, other] = await subjects()
    expect([one?.subject, other?.subject]).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ])
  })
})

describe('too many hashes at once', () => {
  it('refuses, and takes the guesses back that nobody looked at', async () => {
    await auth.stop()
    auth = await startAuthProgram({ HASHES_AT_ONCE: '1' })
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, number) => guess(`stranger${number}`)))
    const refused = outcomes.filter(({ status }) => status === 429)
    expect(outcomes.filter(({ status }) => status === 401)).toHaveLength(60 - refused.length)
    for (const { after } of refused) expect(after).toBe('1')
    const counted = (await subjects()).map(({ moments }) => (JSON.parse(moments) as number[]).length)
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(2 * (60 - refused.length))
  })
})
