import { apiTokenRoutes } from '@popug/contracts/api-tokens.ts'
import { auditRoutes } from '@popug/contracts/audit.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import { invitationRoutes } from '@popug/contracts/invitations.ts'
import { userImportRoutes } from '@popug/contracts/user-imports.ts'
import { systemActorId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AuthProgram, type Browser, startAuthProgram } from '../testing/auth-program.ts'

let auth: AuthProgram
let admin: Browser
let adminId: string
beforeEach(async () => {
  auth = await startAuthProgram()
  adminId = (await auth.register('admin', 'admin')).id
  admin = await auth.signedIn('admin')
})
afterEach(() => auth.stop())

const listed = async () => (await admin.call(auditRoutes('auth').listAudit)).body.items.reverse()
/** What was done since the people were registered by the test itself. */
const done = async () =>
  (await listed()).filter(({ actorId }) => actorId !== systemActorId).map(({ id: _id, at: _at, ...record }) => record)

it('who registered whom as what is known', async () => {
  const body = { email: 'rio@popug.test', name: 'Rio', role: 'manager', password: 'plumage-of-rio' } as const
  const { body: rio } = await admin.call(authRoutes.createUser, { body })
  expect((await admin.call(authRoutes.createUser, { body })).status).toBe(409)
  const detail = { name: 'Rio', role: 'manager' }
  expect(await done()).toEqual([{ actorId: adminId, action: 'user.registered', subject: rio.id, detail }])
  const [first] = await listed()
  expect(first).toMatchObject({ actorId: systemActorId, action: 'user.registered', subject: adminId })
})

it('what an admin did to a person is known thing by thing, and nothing where nothing changed', async () => {
  const { id, name } = await auth.register('kesha')
  const change = (body: object) => admin.call(authRoutes.changeUser, { params: { id }, body })
  for (const body of [{ role: 'performer' }, { name }, { role: 'accountant', name: 'K.' }, { status: 'disabled' }])
    expect((await change(body)).status).toBe(200)
  await change({ status: 'active', password: 'another-plumage' })
  const deed = { actorId: adminId, subject: id }
  expect(await done()).toEqual([
    { ...deed, action: 'user.renamed', detail: { name: 'K.' } },
    { ...deed, action: 'user.role_changed', detail: { roleBefore: 'performer', role: 'accountant' } },
    { ...deed, action: 'user.disabled', detail: {} },
    { ...deed, action: 'user.enabled', detail: {} },
    { ...deed, action: 'user.password_given', detail: {} },
  ])
})

it('what was refused is not there', async () => {
  const answer = await admin.call(authRoutes.changeUser, { params: { id: adminId }, body: { role: 'manager' } })
  expect(answer).toMatchObject({ status: 409, body: { code: 'last_admin' } })
  expect(await done()).toEqual([])
})

it('a new password and the end of all sessions are known of the person; passwords and hashes are nowhere', async () => {
  const { id } = await auth.register('kesha')
  const kesha = await auth.signedIn('kesha')
  const body = { password: 'secret-plumage', oldPassword: 'popug' }
  expect((await kesha.call(authRoutes.changeMe, { body })).status).toBe(200)
  await kesha.call(authRoutes.revokeSessions)
  await admin.call(authRoutes.changeUser, { params: { id }, body: { password: 'given-plumage' } })
  expect((await done()).map(({ actorId, action, subject }) => [actorId, action, subject])).toEqual([
    [id, 'user.password_changed', id],
    [id, 'user.sessions_ended', id],
    [adminId, 'user.password_given', id],
  ])
  const everything = JSON.stringify(await listed())
  for (const secret of ['plumage', 'argon2', '"popug"']) expect(everything).not.toContain(secret)
})

it('tokens, links and imports are known, of whoever made them, and no secret of theirs', async () => {
  const { id } = await auth.register('kesha')
  const body = { name: 'Report', scopes: ['tasks:read' as const], expiresInDays: 1 }
  const { id: tokenId, token } = (await admin.call(apiTokenRoutes.createApiToken, { body })).body
  await admin.call(apiTokenRoutes.revokeApiToken, { params: { id: tokenId } })
  const { link } = (await admin.call(invitationRoutes.inviteUser, { params: { id } })).body
  const secret = link.split('#')[1] ?? ''
  await auth.browser().call(invitationRoutes.acceptInvitation, { body: { secret, password: 'chosen-plumage' } })
  const csv = 'email,name,role\nrio@x.test,Rio,manager\n'
  const imported = (await admin.call(userImportRoutes.createUserImport, { body: csv })).body
  await until('the import is done', async () => {
    const report = await admin.call(userImportRoutes.getUserImport, { params: { id: imported.id } })
    return report.body.status === 'done'
  })
  await admin.call(userImportRoutes.inviteImported, { params: { id: imported.id } })
  const deeds = await done()
  expect(deeds.map(({ actorId, action, subject }) => [actorId, action, subject])).toEqual([
    [adminId, 'token.created', adminId],
    [adminId, 'token.ended', adminId],
    [adminId, 'user.invited', id],
    [id, 'user.password_changed', id],
    [adminId, 'people.imported', imported.id],
    [adminId, 'user.registered', expect.any(String)],
    [adminId, 'people.invited', imported.id],
  ])
  for (const hidden of [token, secret]) expect(JSON.stringify(deeds)).not.toContain(hidden)
})
