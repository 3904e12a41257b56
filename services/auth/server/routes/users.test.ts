import { authRoutes } from '@popug/contracts/auth.ts'
import { invitationRoutes } from '@popug/contracts/invitations.ts'
import { type Role, roles } from '@popug/contracts/roles.ts'
import { startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthWorld, authService, registerFirstUser } from '../service.ts'

let program: TestProgram<AuthWorld>
beforeEach(async () => {
  program = await startTestProgram(authService)
})
afterEach(() => program.stop())

const register = (login: string, role: Role = 'performer', name = `${login} Popug`) =>
  registerFirstUser(program.session(), { email: `${login}@popug.test`, name, role, password: 'popug' })
const create = (email: string, headers: Record<string, string> = {}, admin = program.as('admin')) =>
  admin.call(authRoutes.createUser, {
    body: { email, name: ' Kesha ', role: 'performer', password: 'popug' },
    headers,
  })
const logins = async (query: Record<string, string | number>, role: Role = 'performer') => {
  const { body } = await program.as(role).call(authRoutes.listUsers, { query })
  return body.items.map(({ login }) => login)
}

describe('the list of people', () => {
  it('shows names to everybody, and emails and states to admins', async () => {
    const { id } = await register('kesha')
    const { body: seen } = await program.as('performer').call(authRoutes.listUsers)
    expect(seen).toEqual({ items: [{ id, login: 'kesha', name: 'kesha Popug', role: 'performer' }], next: null })
    const { body: whole } = await program.as('admin').call(authRoutes.getUser, { params: { id } })
    expect(whole).toEqual({
      ...seen.items[0],
      email: 'kesha@popug.test',
      status: 'active',
      language: null,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    })
    for (const role of roles.filter((role) => role !== 'admin')) {
      expect((await program.as(role).call(authRoutes.getUser, { params: { id } })).body).toEqual(seen.items[0])
    }
    expect((await program.nobody().call(authRoutes.listUsers)).status).toBe(401)
  })

  it('finds by role, state, ids and parts of names, in any letter case, with signs that mean themselves', async () => {
    const kesha = await register('kesha', 'performer', 'Иннокентий 100%')
    await register('gosha')
    await register('max_admin', 'admin', 'Max')
    await program.as('admin').call(authRoutes.changeUser, { params: { id: kesha.id }, body: { status: 'disabled' } })
    expect(await logins({})).toEqual(['gosha', 'kesha', 'max_admin'])
    expect(await logins({ role: 'performer' })).toEqual(['gosha', 'kesha'])
    expect(await logins({ role: 'performer', status: 'active' })).toEqual(['gosha'])
    expect(await logins({ ids: `${kesha.id},01890a5d-ac96-774b-bcce-b302099a8057` })).toEqual(['kesha'])
    expect(await logins({ q: 'иннОКентий' })).toEqual(['kesha'])
    expect(await logins({ q: 'OSHA' })).toEqual(['gosha'])
    expect(await logins({ q: '0%' })).toEqual(['kesha'])
    expect(await logins({ q: '_' })).toEqual(['max_admin'])
    expect(await logins({ q: 'x!' })).toEqual([])
    expect(await logins({ q: 'popug.test' })).toEqual([])
    expect(await logins({ q: 'popug.test' }, 'admin')).toEqual(['gosha', 'kesha', 'max_admin'])
  })

  it('comes in pages without a gap', async () => {
    for (const login of ['a', 'b', 'c', 'd', 'e']) await register(login)
    const seen: string[] = []
    let after: string | null = null
    do {
      const query: { limit: number; after?: string } = { limit: 2, ...(after === null ? {} : { after }) }
      const { body } = await program.as('manager').call(authRoutes.listUsers, { query })
      expect(body.items.length).toBeLessThanOrEqual(2)
      seen.push(...body.items.map(({ login }) => login))
      after = body.next
    } while (after !== null)
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it.each([{ role: 'king' }, { ids: 'x' }, { limit: 501 }, { after: 'x' }, { more: 1 }])(
    'refuses %o',
    async (query) => {
      const answer = await program.as('admin').call(authRoutes.listUsers, { query: query as never })
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
    },
  )

  it('has nobody by an id it does not know', async () => {
    const params = { id: '01890a5d-ac96-774b-bcce-b302099a8057' }
    expect(await program.as('admin').call(authRoutes.getUser, { params })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    })
  })
})

describe('registering a person', () => {
  it('gives them a login of their own and keeps no password', async () => {
    const first = await create('Kesha@popug.test')
    const second = await create('kesha@other.test')
    expect(first).toMatchObject({ status: 201, body: { login: 'kesha', email: 'kesha@popug.test', name: 'Kesha' } })
    expect(second).toMatchObject({ status: 201, body: { login: 'kesha2', email: 'kesha@other.test' } })
    expect(first.text + second.text).not.toMatch(/argon2|popug"/)
    const [row] = await program.database.query.selectFrom('users').selectAll().execute()
    expect(row?.passwordHash).toMatch(/^\$argon2id\$/)
  })

  it('needs no password: they sign in by none, and choose one by a link', async () => {
    const admin = program.as('admin')
    const registration = { email: 'rio@popug.test', name: 'Rio', role: 'performer' } as const
    const { status, body } = await admin.call(authRoutes.createUser, { body: registration })
    expect(status).toBe(201)
    const signIn = (password: string) =>
      program.nobody().call(authRoutes.signIn, { body: { email: registration.email, password } })
    for (const password of [' ', 'popug', 'undefined', 'null'])
      expect(await signIn(password)).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
    const { link } = (await admin.call(invitationRoutes.inviteUser, { params: { id: body.id } })).body
    const chosen = { secret: link.split('#')[1] ?? '', password: 'chosen-plumage' }
    expect((await program.nobody().call(invitationRoutes.acceptInvitation, { body: chosen })).status).toBe(204)
    expect((await signIn('chosen-plumage')).status).toBe(200)
  })

  it('refuses an email that is taken in any letter case', async () => {
    await create('kesha@popug.test')
    expect(await create('KESHA@POPUG.TEST')).toMatchObject({ status: 409, body: { code: 'email_taken' } })
    expect(await logins({})).toEqual(['kesha'])
  })

  it('registers one of many who come at once with the same email, and all with different ones', async () => {
    const same = await Promise.all(Array.from({ length: 5 }, () => create('kesha@popug.test')))
    expect(same.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
    const others = await Promise.all(Array.from({ length: 5 }, (_, at) => create(`kesha@${at}.test`)))
    expect(new Set(others.map(({ body }) => body.login)).size).toBe(5)
  })

  it('answers the same to the same key, and remembers no password or hash for it', async () => {
    const key = { 'idempotency-key': 'one' }
    const admin = program.as('admin')
    const first = await create('kesha@popug.test', key, admin)
    const again = await create('kesha@popug.test', key, admin)
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(await create('gosha@popug.test', key, admin)).toMatchObject({ status: 422 })
    const kept = await program.database.query
      .selectFrom('idempotencyKeys' as never)
      .selectAll()
      .execute()
    expect(JSON.stringify(kept)).not.toContain('argon2')
  })

  it.each([
    { email: 'kesha' },
    { password: 'four' },
    { role: 'king' },
    { name: '  ' },
    { name: 'k'.repeat(101) },
    { status: 'disabled' },
  ])('refuses %o', async (change) => {
    const body = { email: 'kesha@popug.test', name: 'Kesha', role: 'performer', password: 'popug', ...change } as never
    expect(await program.as('admin').call(authRoutes.createUser, { body })).toMatchObject({ status: 400 })
    expect(await logins({})).toEqual([])
  })

  it.each(roles.filter((role) => role !== 'admin'))('is not for a %s', async (role) => {
    const { id } = await register('kesha')
    const body = { email: 'gosha@popug.test', name: 'Gosha', role: 'admin', password: 'popug' } as const
    const forbidden = { status: 403, body: { code: 'forbidden' } }
    expect(await program.as(role).call(authRoutes.createUser, { body })).toMatchObject(forbidden)
    const change = { params: { id }, body: { role: 'admin' } } as const
    expect(await program.as(role, id).call(authRoutes.changeUser, change)).toMatchObject(forbidden)
    expect(await program.as(role).call(authRoutes.listRevocations)).toMatchObject(forbidden)
    expect(await logins({ role: 'admin' })).toEqual([])
  })
})

describe('changing a person', () => {
  const change = (id: string, body: Parameters<typeof changeBody>[0]) => changeBody(body, id)
  const changeBody = (
    body: { name?: string; role?: Role; status?: 'active' | 'disabled'; password?: string },
    id: string,
  ) => program.as('admin').call(authRoutes.changeUser, { params: { id }, body })
  const revocations = () => program.database.query.selectFrom('revocations').selectAll().orderBy('number').execute()

  it('answers the person as they are now, findable by the new name', async () => {
    const { id } = await register('kesha')
    expect(await change(id, { name: 'Иннокентий', role: 'manager' })).toMatchObject({
      status: 200,
      body: { id, login: 'kesha', name: 'Иннокентий', role: 'manager', status: 'active' },
    })
    expect(await logins({ q: 'иннок' })).toEqual(['kesha'])
  })

  it('revokes tokens for another role, state or password, not for a name or the same again', async () => {
    const { id } = await register('kesha')
    await change(id, { name: 'Kesha', role: 'performer', status: 'active' })
    expect(await revocations()).toEqual([])
    await change(id, { role: 'manager' })
    await change(id, { status: 'disabled' })
    await change(id, { password: 'feathers' })
    expect(await revocations()).toEqual(
      [1, 2, 3].map((number) => ({ number, userId: id, sessionId: null, revokedAt: expect.any(Number) })),
    )
  })

  it('does not take the last active admin away, whoever presses at once', async () => {
    const [one, two] = [await register('one', 'admin'), await register('two', 'admin')]
    const answers = await Promise.all([change(one.id, { role: 'manager' }), change(two.id, { status: 'disabled' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'last_admin' })
    expect(await logins({ role: 'admin', status: 'active' })).toHaveLength(1)
  })

  it.each([{}, { role: 'king' }, { password: 'four' }, { email: 'other@popug.test' }])('refuses %o', async (body) => {
    const { id } = await register('kesha')
    expect(await change(id, body as never)).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect(await revocations()).toEqual([])
  })

  it('refuses one whom nobody knows', async () => {
    expect(await change('01890a5d-ac96-774b-bcce-b302099a8057', { name: 'X' })).toMatchObject({ status: 404 })
  })
})
