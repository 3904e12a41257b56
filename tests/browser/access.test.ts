import { authRoutes } from '@popug/contracts/auth.ts'
import { languages } from '@popug/contracts/roles.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { companyPassword } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'
import { faultsOf, signIn, startChromium } from './chromium.ts'
import { type LivedIn, livedInSettings, liveIn } from './lived-in.ts'
import { fitsPhone, flawsOf, flawsOfDialogs, rawKeys, settle, switchTo, watchRequests, wear } from './looks.ts'
import { pageTables } from './page-tables.ts'

/** Pages that others see in another shape than an admin does. */
const asOthers: Readonly<Record<string, readonly string[]>> = {
  performer1: ['/tasks/', '/tasks/all', '/accounts/', '/billing/', '/mailer/', '/auth/profile'],
  manager: ['/tasks/', '/accounts/'],
  accountant: ['/accounts/', '/billing/', '/billing/registers'],
  executive: ['/accounts/', '/analytics/'],
}
/** Shown to who is not signed in. */
const forNobody = ['/auth/', '/auth/invitation', '/mailer/unsubscribe/$token']

/** WCAG 2.2 AA, no sideways scrolling on a phone and no text that is missing: every page of every frontend, light and dark, in every language. */
describe('the pages', () => {
  let system: System
  let browser: Browser
  let lived: LivedIn
  const tables = pageTables()
  const addressOf = (path: string): string => lived.addresses[path] ?? path

  beforeAll(async () => {
    system = await startEmbeddedSystem({ env: livedInSettings })
    lived = await liveIn(system)
    for (const name of ['first', 'second'])
      await lived.company.admin.call(authRoutes.createUser, {
        body: { email: `${name}@company.test`, name: `The ${name}`, role: 'admin', password: companyPassword },
      })
    browser = await startChromium()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await system?.remove()
  })

  it('all have an address', () => {
    const unknown = tables.filter((path) => path.includes('$') && !(path in lived.addresses))
    expect(unknown, 'pages that nobody visits: give lived-in.ts their address').toEqual([])
    expect(Object.keys(lived.addresses).filter((path) => !tables.includes(path))).toEqual([])
  })

  /** Looks at pages one after another until none is left, in a browser of one person's own; what is wrong is told of all of them together. */
  const lookAt = async (name: string | null, paths: string[]): Promise<string[]> => {
    const context = await browser.newContext({
      locale: 'en-US',
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    const flaws = faultsOf(page)
    const waitsFor = await watchRequests(page)
    if (name) await signIn(page, system.address, `${name}@company.test`, companyPassword)
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      await page.goto(system.address + addressOf(path))
      await settle(page, waitsFor)
      for (const language of languages) {
        const tell = (...said: string[]): number => flaws.push(...said.map((one) => `${path} (${language}) ${one}`))
        await switchTo(page, language)
        await settle(page, waitsFor)
        await wear(page, 'light')
        tell(...(await flawsOf(page)))
        await wear(page, 'dark')
        tell(...(await flawsOf(page, 'colours')).map((flaw) => `dark ${flaw}`))
        tell(...(await rawKeys(page)).map((key) => `shows the key ${key}`))
        if (name !== null) tell(...(await flawsOfDialogs(page)))
        if (!(await fitsPhone(page))) tell('scrolls sideways on a phone')
      }
    }
    await context.close()
    return flaws
  }

  it('of an admin, and those that need nobody signed in', async () => {
    const left = tables.filter((path) => !forNobody.includes(path))
    const flaws = await Promise.all([lookAt('first', left), lookAt('second', left), lookAt(null, [...forNobody])])
    expect(flaws.flat()).toEqual([])
  }, 400_000)

  it('as others see them', async () => {
    const left = Object.entries(asOthers)
    const lookOn = async (flaws: string[] = []): Promise<string[]> => {
      const [name, paths] = left.shift() ?? []
      return name && paths ? lookOn([...flaws, ...(await lookAt(name, [...paths]))]) : flaws
    }
    // Three browsers at a time: more would only wait for each other.
    const flaws = await Promise.all([lookOn(), lookOn(), lookOn()])
    expect(flaws.flat()).toEqual([])
  }, 240_000)
})
