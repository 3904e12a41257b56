import { authRoutes } from '@popug/contracts/auth.ts'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthProgram, type Browser, startAuthProgram } from '../testing/auth-program.ts'

let auth: AuthProgram
beforeEach(async () => {
  auth = await startAuthProgram()
  await auth.register('kesha')
  await auth.register('gosha')
})
afterEach(() => auth.stop())

const list = async (browser: Browser) => (await browser.call(authRoutes.listSessions)).body.items
const refused = { status: 401, body: { code: 'not_signed_in' } }

describe('one’s own sessions', () => {
  it('are listed newest first with the one that asks, page after page, and nobody else’s', async () => {
    const browsers = [await auth.signedIn('kesha'), await auth.signedIn('kesha'), await auth.signedIn('kesha')]
    await auth.signedIn('gosha')
    const [first] = browsers
    const all = await list(first!)
    expect(all.map(({ current }) => current)).toEqual([false, false, true])
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1)))
    const one = await first!.call(authRoutes.listSessions, { query: { limit: 2 } })
    const two = await first!.call(authRoutes.listSessions, { query: { limit: 2, after: one.body.next ?? '' } })
    expect([...one.body.items, ...two.body.items]).toEqual(all)
    expect(two.body.next).toBeNull()
    expect(await first!.call(authRoutes.listSessions, { query: { after: 'x' } })).toMatchObject({ status: 400 })
  })

  it('end one by one, and the browser that had it is out', async () => {
    const [here, there] = [await auth.signedIn('kesha'), await auth.signedIn('kesha')]
    const other = (await list(here)).find(({ current }) => !current)
    const params = { id: other?.id ?? '' }
    expect((await here.call(authRoutes.revokeSession, { params })).status).toBe(204)
    expect(await there.call(authRoutes.getSession)).toMatchObject(refused)
    expect(await there.call(authRoutes.renewSession)).toMatchObject(refused)
    expect(await here.call(authRoutes.revokeSession, { params })).toMatchObject({ status: 404 })
    expect((await here.call(authRoutes.getSession)).status).toBe(200)
  })

  it('cannot be ended by another', async () => {
    const [kesha, gosha] = [await auth.signedIn('kesha'), await auth.signedIn('gosha')]
    const [session] = await list(kesha)
    const answer = await gosha.call(authRoutes.revokeSession, { params: { id: session?.id ?? '' } })
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect((await kesha.call(authRoutes.renewSession)).status).toBe(200)
  })

  it('end all together, this one too, and signing in again works in the same millisecond', async () => {
    auth.clock.set(Date.now())
    const [here, there] = [await auth.signedIn('kesha'), await auth.signedIn('kesha')]
    expect((await here.call(authRoutes.revokeSessions)).status).toBe(204)
    expect([...here.cookies]).toEqual([])
    expect(await there.call(authRoutes.renewSession)).toMatchObject(refused)
    const again = await auth.signedIn('kesha')
    await until('the old token is worth nothing', async () => (await there.call(authRoutes.listUsers)).status === 401)
    expect((await again.call(authRoutes.listUsers)).status).toBe(200)
  })

  it('leave nothing of a session that ended while it was renewed', async () => {
    for (let round = 0; round < 10; round++) {
      const browser = await auth.signedIn('kesha')
      const other = auth.browser()
      for (const [name, value] of browser.cookies) other.cookies.set(name, value)
      await Promise.all([other.call(authRoutes.renewSession), browser.call(authRoutes.signOut)])
      expect(await other.call(authRoutes.renewSession)).toMatchObject(refused)
    }
    const sessions = await auth.database.query.selectFrom('sessions').select(['id', 'seenAt']).execute()
    const revocations = await auth.database.query.selectFrom('revocations').selectAll().execute()
    for (const { id, seenAt } of sessions) {
      expect(revocations.find(({ sessionId }) => sessionId === id)?.revokedAt).toBeGreaterThanOrEqual(seenAt)
    }
  })
})

describe('in every service', () => {
  it('an ended session and a disabled person are out within five seconds', async () => {
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    const [kesha, gosha] = [await auth.signedIn('kesha'), await auth.signedIn('gosha')]
    const keshaCopy = auth.browser()
    for (const [name, value] of kesha.cookies) keshaCopy.cookies.set(name, value)
    // A route that asks only the verifier, as every other service does.
    expect((await keshaCopy.call(authRoutes.listUsers)).status).toBe(200)
    await kesha.call(authRoutes.signOut)
    const params = { id: gosha.cookies.get('id') ?? '' }
    await admin.call(authRoutes.changeUser, { params, body: { status: 'disabled' } })
    const out = async () =>
      (await keshaCopy.call(authRoutes.listUsers)).status === 401 &&
      (await gosha.call(authRoutes.listUsers)).status === 401
    await until('both are out', out, 5_000)
    expect(await gosha.call(authRoutes.renewSession)).toMatchObject(refused)
  })

  it('another role is in force within five seconds, with a renewed token', async () => {
    await auth.register('admin', 'admin')
    const admin = await auth.signedIn('admin')
    const kesha = await auth.signedIn('kesha')
    const params = { id: kesha.cookies.get('id') ?? '' }
    await admin.call(authRoutes.changeUser, { params, body: { role: 'admin' } })
    await until('the old token is out', async () => (await kesha.call(authRoutes.listUsers)).status === 401, 5_000)
    expect(await kesha.call(authRoutes.renewSession)).toMatchObject({ status: 200, body: { user: { role: 'admin' } } })
    expect(kesha.cookies.get('role')).toBe('admin')
    const changed = await kesha.call(authRoutes.changeUser, { params, body: { name: 'Kesha the Admin' } })
    expect(changed).toMatchObject({ status: 200, body: { name: 'Kesha the Admin', role: 'admin' } })
  })
})
