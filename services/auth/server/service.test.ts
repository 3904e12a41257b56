import { authRoutes } from '@popug/contracts/auth.ts'
import { moment } from '@popug/contracts/days.ts'
import { newId } from '@popug/service-kit'
import { openTestDatabase, startTestProgram, until } from '@popug/service-kit/testing'
import { decodeProtectedHeader } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import { endSession } from './commands/end-sessions.ts'
import { forgetOld } from './commands/forget-old.ts'
import { revocationRepository } from './db/revocation-repository.ts'
import { authService, registerFirstUser } from './service.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
const start = async (options: Parameters<typeof startTestProgram>[1] = {}) => {
  const program = await startTestProgram(authService, options)
  stops.push(() => program.stop())
  return program
}

const kesha = { email: 'kesha@popug.test', name: 'Kesha', role: 'performer', password: 'popug' } as const
const minute = 60_000

describe('the keys', () => {
  it('are made once, and published without their secret', async () => {
    const database = await openTestDatabase<object>()
    const [one, two] = [await start({ database }), await start({ database })]
    const [first, second] = [await one.nobody().call(authRoutes.listKeys), await two.nobody().call(authRoutes.listKeys)]
    expect(first.body.keys).toEqual([
      { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', x: expect.any(String), kid: expect.any(String) },
    ])
    expect(second.body).toEqual(first.body)
    await registerFirstUser(one.session(), kesha)
    const { headers } = await two.nobody().call(authRoutes.signIn, { body: { ...credentials } })
    const token = String(headers['set-cookie']).match(/session=([^;]+)/)?.[1] ?? ''
    expect(first.body.keys).toMatchObject([{ kid: decodeProtectedHeader(token).kid }])
  })
})
const credentials = { email: kesha.email, password: kesha.password }

it('people who are registered at once under one login get one each, and an email goes to one of them', async () => {
  const program = await start()
  const register = (email: string) => registerFirstUser(program.session(), { ...kesha, email })
  const places = ['a', 'b', 'c', 'd', 'e']
  const made = await Promise.all(places.map((place) => register(`kesha@${place}.test`)))
  expect(made.map(({ login }) => login).sort()).toEqual(['kesha', 'kesha2', 'kesha3', 'kesha4', 'kesha5'])
  const same = await Promise.allSettled(places.map(() => register('rio@a.test')))
  expect(same.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const result of same)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'email_taken' })
})

describe('the first admin', () => {
  it('is the one that the settings name, while there is nobody', async () => {
    const env = { ADMIN_EMAIL: 'Boss@popug.test', ADMIN_PASSWORD: 'feathers' }
    const program = await start({ env })
    const users = () => program.database.query.selectFrom('users').select(['email', 'role']).execute()
    await until('the admin is registered', async () => (await users()).length > 0)
    expect(await users()).toEqual([{ email: 'boss@popug.test', role: 'admin' }])
    const body = { email: 'boss@popug.test', password: 'feathers' }
    expect((await program.nobody().call(authRoutes.signIn, { body })).status).toBe(200)
  })

  it('needs both its email and its password', async () => {
    await expect(startTestProgram(authService, { env: { ADMIN_EMAIL: 'boss@popug.test' } })).rejects.toThrow(
      'ADMIN_PASSWORD is missing',
    )
  })
})

describe('the installation', () => {
  it.each([
    [{}, { demo: false, currency: 'USD', timeZone: 'UTC', passkeysAt: 'http://localhost:8080' }],
    [
      {
        POPUG_DEMO: '1',
        CURRENCY: 'EUR',
        BUSINESS_TIME_ZONE: 'Europe/Madrid',
        PUBLIC_ORIGIN: 'https://popug.example.com',
      },
      { demo: true, currency: 'EUR', timeZone: 'Europe/Madrid', passkeysAt: 'https://popug.example.com' },
    ],
  ])('with %o tells %o to anyone', async (env, told) => {
    const program = await start({ env })
    expect((await program.nobody().call(authRoutes.getInstallation)).body).toEqual(told)
  })
})

describe('revocations', () => {
  it('are numbered in order and read after a number', async () => {
    const program = await start({ now: 1_800_000_000_000 })
    const { transaction } = program.session()
    const ids = Array.from({ length: 5 }, () => newId())
    await Promise.all(
      ids.map((userId) =>
        transaction((ctx) => revocationRepository(ctx.db).add({ userId, sessionId: null, revokedAt: ctx.now })),
      ),
    )
    const { body } = await program.as('admin').call(authRoutes.listRevocations, { query: { after: 3 } })
    expect(body).toMatchObject({ code: 'forbidden' })
    const rows = await revocationRepository(program.database).listAfter(3, 10)
    expect(rows.map(({ number }) => number)).toEqual([4, 5])
    expect(moment(rows[0]?.revokedAt ?? 0)).toBe('2027-01-15T08:00:00.000Z')
  })
})

describe('forgetting', () => {
  it('keeps what still matters and drops the rest, in bounded steps', async () => {
    const program = await start({ now: Date.now() })
    const { database, clock } = program
    const user = await registerFirstUser(program.session(), kesha)
    const signIn = (password: string) =>
      program.nobody().call(authRoutes.signIn, { body: { ...credentials, password } })
    await signIn('popug')
    await signIn('wrong')
    const session = await database.query.selectFrom('sessions').selectAll().executeTakeFirstOrThrow()
    await program.session().transaction((ctx) => endSession(ctx, { userId: user.id, sessionId: session.id }))
    const old = { userId: user.id, sessionId: null, revokedAt: clock.now() - 21 * minute }
    await database.insertMany(
      'revocations',
      Array.from({ length: 700 }, (_, index) => ({ ...old, number: 1_000 + index })),
    )
    const forget = () => program.session().transaction((ctx) => forgetOld(ctx, {}))
    const counts = async () => [
      (await database.query.selectFrom('guesses').selectAll().execute()).length,
      (await database.query.selectFrom('revocations').selectAll().execute()).length,
      (await database.query.selectFrom('sessions').selectAll().execute()).length,
    ]
    expect(await forget()).toBe(true)
    expect(await forget()).toBe(false)
    expect(await counts()).toEqual([2, 1, 1])
    clock.set(clock.now() + 21 * minute)
    await forget()
    expect(await counts()).toEqual([0, 0, 1])
    clock.set(clock.now() + 15 * 24 * 60 * minute)
    await forget()
    expect(await counts()).toEqual([0, 0, 0])
  })
})
