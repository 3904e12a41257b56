import { authRoutes } from '@popug/contracts/auth.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NginxServer, nginxInFrontOf } from '../servers/nginx.ts'
import { companyPassword } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'
import { type BadDay, badDays, unluckyIn } from './bad-days.ts'
import { faultsOf, signIn, startChromium } from './chromium.ts'
import { type LivedIn, livedInSettings, liveIn } from './lived-in.ts'
import { fitsPhone, flawsOf, rawKeys } from './looks.ts'
import { pageTables } from './page-tables.ts'

/** Asks nobody anything, or is for who is not signed in. */
const left = ['/auth/', '/auth/operations/gallery']
/** Pages that a performer sees in another shape than an admin does. */
const ofPerformers = ['/tasks/', '/tasks/all', '/accounts/', '/billing/', '/mailer/', '/auth/profile']

/** Axe, a phone and the texts, where the services answer nothing, a refusal, or not at all. */
describe('the pages with', () => {
  let system: System
  let nginx: NginxServer
  let browser: Browser
  let lived: LivedIn
  const days = Object.entries(badDays)
  const adminOf = (name: string): string => `admin${days.findIndex(([one]) => one === name)}`

  beforeAll(async () => {
    system = await startEmbeddedSystem({ env: livedInSettings })
    lived = await liveIn(system)
    for (const [name, { language }] of days)
      await lived.company.admin.call(authRoutes.createUser, {
        body: {
          email: `${adminOf(name)}@company.test`,
          name: `The ${adminOf(name)}`,
          role: 'admin',
          password: companyPassword,
          language,
        },
      })
    // As nginx serves them; on a good day it is the embedded server that does.
    nginx = await nginxInFrontOf(system.address)
    browser = await startChromium()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await nginx?.remove()
    await system?.remove()
  })

  /** Visits pages as somebody until none is left; tells what is wrong with them, and on how many of them something was otherwise. */
  const lookAt = async (name: string, day: BadDay, paths: string[]) => {
    const context = await browser.newContext({
      locale: 'en-US',
      viewport: { width: 1280, height: 800 },
      colorScheme: day.colorScheme,
      reducedMotion: 'reduce',
    })
    const first = await context.newPage()
    await signIn(first, nginx.address, `${name}@company.test`, companyPassword)
    await first.close()
    const unlucky = await unluckyIn(context, day)
    const { page } = unlucky
    const thrown = faultsOf(page)
    const flaws: string[] = []
    let changed = 0
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      const tell = (...said: string[]): number => flaws.push(...said.map((one) => `${path} ${one}`))
      const others = await unlucky.open(nginx.address + (lived.addresses[path] ?? path))
      tell(...thrown.splice(0).filter((fault) => !fault.includes('status of 503')))
      // A page that asks nothing of those who are away is as on a good day.
      if (others === 0) continue
      changed += 1
      if (day.says && !(await day.says(page))) tell('does not say so')
      tell(...(await flawsOf(page)), ...(await rawKeys(page)).map((key) => `shows the key ${key}`))
      if (!(await fitsPhone(page))) tell('scrolls sideways on a phone')
    }
    await context.close()
    return { flaws, changed }
  }

  it.concurrent.each(days)(
    '%s',
    async (name, day) => {
      const pages = pageTables().filter((path) => !left.includes(path))
      // Each page waits until what was refused has been asked again: two browsers wait side by side.
      const browsers = day.of === 'all' && day.answer !== 'never' ? 2 : 1
      const seen = await Promise.all(Array.from({ length: browsers }, () => lookAt(adminOf(name), day, pages)))
      const performer = day.language === 'en' ? 'performer2' : 'performer1'
      const others = await lookAt(performer, day, [...ofPerformers])
      expect([...seen, others].flatMap(({ flaws }) => flaws)).toEqual([])
      // Nearly every page asks something, and about half of them a neighbour.
      expect(seen.reduce((sum, { changed }) => sum + changed, 0)).toBeGreaterThan(day.of === 'neighbours' ? 15 : 25)
      expect(others.changed).toBeGreaterThan(day.of === 'neighbours' ? 0 : 4)
    },
    600_000,
  )
})
