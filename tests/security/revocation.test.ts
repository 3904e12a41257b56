import { accountRoutes } from '@popug/contracts/accounts.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, companyPassword, foundCompany, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'

/** How soon a change must be in force in every service, in milliseconds. */
const promised = 5_000

/** Routes of every service that has people, open to anyone who is signed in. */
const everywhere = [
  authRoutes.getSession,
  taskRoutes.listTasks,
  accountRoutes.getMyAccount,
  billingRoutes.getMyCard,
  mailerRoutes.listMails,
] as const

describe('what Auth takes away', () => {
  let system: System
  let company: Company
  beforeAll(async () => {
    system = await startEmbeddedSystem()
    company = await foundCompany(system, 3)
  })
  afterAll(() => system.remove())

  const cookieOf = async (email: string): Promise<string> => {
    const response = await fetch(`${system.address}/auth/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: companyPassword }),
    })
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }
  /** The statuses that this very token gets, never renewed. */
  const statuses = (cookie: string, paths: readonly string[]): Promise<number[]> =>
    Promise.all(paths.map(async (path) => (await fetch(system.address + path, { headers: { cookie } })).status))
  const paths = everywhere.map(({ service, path }) => `/${service}/api${path}`)

  it('a disabled person is out everywhere within five seconds', async () => {
    const [person] = company.performers
    const cookie = await cookieOf(person?.me.email ?? '')
    expect(await statuses(cookie, paths)).toEqual(paths.map(() => 200))
    await company.admin.call(authRoutes.changeUser, {
      params: { id: person?.me.id ?? '' },
      body: { status: 'disabled' },
    })
    await until(
      'nobody lets them in',
      async () => (await statuses(cookie, paths)).every((status) => status === 401),
      promised,
    )
  })

  it('a role that was taken is gone everywhere within five seconds, and the new one comes with a renewed token', async () => {
    const cookie = await cookieOf('accountant@company.test')
    const theirs = ['/accounts/api/accounts', '/accounts/api/days']
    expect(await statuses(cookie, theirs)).toEqual([200, 200])
    await company.admin.call(authRoutes.changeUser, {
      params: { id: company.accountant.me.id },
      body: { role: 'performer' },
    })
    await until(
      'the token is worth nothing',
      async () => (await statuses(cookie, theirs)).every((status) => status === 401),
      promised,
    )
    expect((await company.accountant.answer(accountRoutes.listAccounts)).status).toBe(403)
    expect((await company.accountant.answer(accountRoutes.getMyAccount)).status).toBe(200)
  })

  it('a session that its owner ended is over everywhere within five seconds', async () => {
    const cookie = await cookieOf('manager@company.test')
    expect((await fetch(`${system.address}/auth/api/session`, { method: 'DELETE', headers: { cookie } })).status).toBe(
      204,
    )
    await until(
      'the token is worth nothing',
      async () => (await statuses(cookie, paths)).every((status) => status === 401),
      promised,
    )
  })
})
