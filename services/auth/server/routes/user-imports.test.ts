import { authRoutes } from '@popug/contracts/auth.ts'
import { type UserImport, userImportRoutes } from '@popug/contracts/user-imports.ts'
import { openTestDatabase, startTestProgram, type TestProgram, until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { registerImportedUsers } from '../commands/register-imported-users.ts'
import { type AuthWorld, authService } from '../service.ts'

const { createUserImport, getUserImport, inviteImported, listUserImports } = userImportRoutes
let program: TestProgram<AuthWorld>
beforeEach(async () => {
  program = await startTestProgram(authService)
})
afterEach(() => program.stop())

const done = async (id: string): Promise<UserImport> => {
  let found: UserImport | undefined
  await until('the import is done', async () => {
    found = (await program.as('admin').call(getUserImport, { params: { id } })).body
    return found.status === 'done'
  })
  return found!
}
const people = async () => (await program.as('admin').call(authRoutes.listUsers, { query: { limit: 500 } })).body.items
const csvOf = (count: number) =>
  `email,name,role\n${Array.from({ length: count }, (_, index) => `p${index}@x.test,P ${index},performer\n`).join('')}`

describe('an import of people', () => {
  it('registers them without a password, and reports what it refused', async () => {
    await program.as('admin').call(authRoutes.createUser, {
      body: { email: 'taken@x.test', name: 'Taken', role: 'admin', password: 'popug' },
    })
    const csv =
      'email,name,role,language\nKesha@X.test,Kesha,performer,ru\ntaken@x.test,Other,performer,\nno,No,admin,\nrio@x.test,Rio,manager,\nRIO@x.test,Rio again,manager,\n'
    const { status, body } = await program.as('admin').call(createUserImport, { body: csv })
    expect(status).toBe(202)
    expect(body).toMatchObject({
      status: 'waiting',
      total: 5,
      created: 0,
      refused: [{ line: 4, reason: 'email_wrong' }],
    })
    expect(await done(body.id)).toMatchObject({
      created: 2,
      withoutPassword: 2,
      refused: [
        { line: 3, reason: 'email_taken' },
        { line: 4, reason: 'email_wrong' },
        { line: 6, reason: 'email_taken' },
      ],
    })
    expect(await people()).toMatchObject([
      { login: 'kesha', email: 'kesha@x.test', role: 'performer', language: 'ru', status: 'active' },
      { login: 'rio', name: 'Rio', role: 'manager', language: null },
      { login: 'taken' },
    ])
    for (const password of ['', ' ', 'popug']) {
      const answer = await program.nobody().call(authRoutes.signIn, { body: { email: 'kesha@x.test', password } })
      expect([400, 401]).toContain(answer.status)
    }
    const lines = await program.database.query.selectFrom('userImportLines').select(['email', 'name']).execute()
    expect(new Set(lines.flatMap(({ email, name }) => [email, name]))).toEqual(new Set(['']))
    expect((await program.as('admin').call(listUserImports)).body.items.map(({ id }) => id)).toEqual([body.id])
  })

  it('is for admins, and takes CSV', async () => {
    for (const role of ['manager', 'accountant', 'executive', 'performer'] as const)
      expect((await program.as(role).call(createUserImport, { body: csvOf(1) })).status).toBe(403)
    const json = await program
      .as('admin')
      .call(createUserImport, { body: csvOf(1), headers: { 'content-type': 'application/json' } })
    expect(json).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
    const large = await program.as('admin').call(createUserImport, { body: 'x'.repeat(512 * 1024 + 1) })
    expect(large).toMatchObject({ status: 413, body: { code: 'too_large' } })
  })

  it('is taken in once for one idempotency key', async () => {
    const admin = program.as('admin')
    const once = () => admin.call(createUserImport, { body: csvOf(3), headers: { 'idempotency-key': 'one' } })
    const [first, second] = await Promise.all([once(), once()])
    expect(second.body).toEqual(first.body)
    await done(first.body.id)
    expect(await people()).toHaveLength(3)
  })
})

it('an import goes on after a restart in the middle, and registers each once', async () => {
  const database = await openTestDatabase<object>()
  const first = await startTestProgram(authService, { database, jobsByTime: false })
  const { body } = await first.as('admin').call(createUserImport, { body: csvOf(250) })
  expect(await first.session().transaction((ctx) => registerImportedUsers(ctx, { limit: 100 }))).toBe('more')
  // What dies before its commit leaves nothing of its step.
  const dying = first.session().transaction(async (ctx) => {
    await registerImportedUsers(ctx, { limit: 100 })
    throw new Error('the power goes')
  })
  await expect(dying).rejects.toThrow('the power goes')
  const asked = await first.as('admin').call(getUserImport, { params: { id: body.id } })
  expect(asked.body).toMatchObject({ status: 'running', created: 100 })
  // A second process takes over on the same rows.
  const second = await startTestProgram(authService, { database })
  await until('the import is done', async () => {
    const { body: now } = await second.as('admin').call(getUserImport, { params: { id: body.id } })
    return now.status === 'done'
  })
  const users = await second.database.query.selectFrom('users').select('email').execute()
  expect(new Set(users.map(({ email }) => email)).size).toBe(250)
  expect(users).toHaveLength(250)
  await second.stop()
  await first.stop()
})

describe('the invitations of an import', () => {
  it('are links for all who have no password, as JSON or CSV, and new each time', async () => {
    const admin = program.as('admin')
    const { id } = (await admin.call(createUserImport, { body: csvOf(3) })).body
    await done(id)
    const { body } = await admin.call(inviteImported, { params: { id } })
    expect(body.items.map(({ email }) => email).sort()).toEqual(['p0@x.test', 'p1@x.test', 'p2@x.test'])
    for (const { link } of body.items) expect(link).toMatch(/^http:\/\/[^/]+\/auth\/invitation#[\w-]{43}$/)
    const csv = await admin.call(inviteImported, { params: { id }, headers: { accept: 'text/csv' } })
    const [header, ...lines] = csv.text.trim().split(/\r?\n/)
    expect(header).toBe('email,name,link,expiresAt')
    expect(lines).toHaveLength(3)
    for (const { link } of body.items) expect(csv.text).not.toContain(link)
    const kept = await program.database.query.selectFrom('invitations').selectAll().execute()
    expect(kept).toHaveLength(3)
    for (const line of lines) expect(JSON.stringify(kept)).not.toContain(/#([\w-]{43})/.exec(line)?.[1])
  })

  it('are for admins in person, and of imports that there are', async () => {
    const missing = { params: { id: '01890000-0000-7000-8000-00000000000a' } }
    expect(await program.as('admin').call(inviteImported, missing)).toMatchObject({ status: 404 })
    expect(await program.as('manager').call(inviteImported, missing)).toMatchObject({ status: 403 })
  })
})
