import { authRoutes } from '@popug/contracts/auth.ts'
import { invitationRoutes } from '@popug/contracts/invitations.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthProgram, type Browser, startAuthProgram } from '../testing/auth-program.ts'

const { acceptInvitation, inviteUser, readInvitation } = invitationRoutes
const day = 24 * 60 * 60_000
let auth: AuthProgram
let admin: Browser
let gosha: string
beforeEach(async () => {
  auth = await startAuthProgram()
  await auth.register('admin', 'admin')
  admin = await auth.signedIn('admin')
  gosha = (await auth.register('gosha')).id
})
afterEach(() => auth.stop())

const invite = async (id = gosha) => {
  const { body } = await admin.call(inviteUser, { params: { id } })
  return { ...body, secret: body.link.split('#')[1] ?? '' }
}
const accept = (secret: string, password = 'feathers') =>
  auth.browser().call(acceptInvitation, { body: { secret, password } })
const over = { status: 410, body: { code: 'invitation_over' } }

describe('an invitation', () => {
  it('lets a person choose a password, once, and ends what was before', async () => {
    const before = await auth.signedIn('gosha')
    const { secret, link } = await invite()
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/auth\/invitation#/)
    const read = await auth.browser().call(readInvitation, { body: { secret } })
    expect(read).toMatchObject({ status: 200, body: { name: 'gosha Popug', email: 'gosha@popug.test' } })
    expect((await accept(secret)).status).toBe(204)
    expect(await before.call(authRoutes.renewSession)).toMatchObject({ status: 401 })
    await auth.signedIn('gosha', 'feathers')
    expect(await accept(secret, 'another')).toMatchObject(over)
    expect(await auth.browser().call(readInvitation, { body: { secret } })).toMatchObject(over)
    await auth.signedIn('gosha', 'feathers')
  })

  it('is taken up by one of many at once', async () => {
    const { secret } = await invite()
    const answers = await Promise.all(Array.from({ length: 5 }, (_, index) => accept(secret, `password ${index}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410, 410])
    const taken = answers.findIndex(({ status }) => status === 204)
    await auth.signedIn('gosha', `password ${taken}`)
  })

  it('is over after a week, when a newer one was given, and when the person was disabled or given a password', async () => {
    const start = Date.now()
    auth.clock.set(start)
    const first = await invite()
    const second = await invite()
    expect(await accept(first.secret)).toMatchObject(over)
    auth.clock.set(start + 7 * day)
    expect(await accept(second.secret)).toMatchObject(over)
    admin = await auth.signedIn('admin')
    for (const change of [{ password: 'feathers' }, { status: 'disabled' as const }]) {
      const { secret } = await invite()
      await admin.call(authRoutes.changeUser, { params: { id: gosha }, body: change })
      expect(await accept(secret)).toMatchObject(over)
    }
    expect(await admin.call(inviteUser, { params: { id: gosha } })).toMatchObject({ status: 409 })
  })

  it('is over when the person changed the password by themselves', async () => {
    const { secret } = await invite()
    const body = { password: 'feathers', oldPassword: 'popug' }
    expect((await (await auth.signedIn('gosha')).call(authRoutes.changeMe, { body })).status).toBe(200)
    expect(await accept(secret)).toMatchObject(over)
  })

  it('that was made up is worth nothing, and a short password is refused', async () => {
    expect(await accept('x'.repeat(43))).toMatchObject(over)
    expect(await accept('short')).toMatchObject({ status: 400, body: { code: 'invalid' } })
    const { secret } = await invite()
    expect(await accept(secret, 'four')).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect((await accept(secret)).status).toBe(204)
  })

  it('is given by admins', async () => {
    const other = await auth.signedIn('gosha')
    expect(await other.call(inviteUser, { params: { id: gosha } })).toMatchObject({ status: 403 })
  })
})
