import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import type { Browser, Cookie, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NginxServer, nginxInFrontOf } from '../servers/nginx.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { adminEmail, adminPassword, type System } from '../system/system.ts'
import { elsewhere, enter, faultsOf, signIn, startChromium } from './chromium.ts'
import { type Fetched, trafficOf } from './traffic.ts'
import { type Travelled, travelled } from './travelled.ts'

/** Compressed, as it travels: by Brotli over HTTPS and from this machine, by gzip over plain HTTP elsewhere. */
const scriptBudget = { br: 225_000, gzip: 250_000 }
/** Calendars, charts and toasts, which a page that is there already fetches to fill a place in it; and what they may take together. */
const later = /[/]shared[/]assets[/](day-picker|bars-chart|toasts)-/
const laterBudget = { br: 130_000, gzip: 155_000 }
/** Requests of a first page: its document, scripts, styles, faces, and what it asks of services. */
const requestBudget = 40

const firstPages: Record<ServiceName, string> = {
  auth: '/auth/users',
  tasks: '/tasks/',
  accounts: '/accounts/',
  billing: '/billing/',
  mailer: '/mailer/',
  analytics: '/analytics/',
}

const scripts = (all: readonly Fetched[]): Fetched[] => all.filter(({ kind }) => kind === 'Script')
const bytes = (all: readonly { readonly bytes: number }[]): number => all.reduce((sum, one) => sum + one.bytes, 0)
const pathsOf = (all: readonly Fetched[]): string[] => all.map(({ path }) => path)

/** What a first page costs, in bytes and requests: seconds would measure the machine. */
describe.each(['the embedded server', 'nginx'])('a first page from %s', (from) => {
  let system: System
  let nginx: NginxServer | undefined
  let address: string
  let browser: Browser

  let cookies: Cookie[]

  beforeAll(async () => {
    system = await startEmbeddedSystem()
    browser = await startChromium()
    nginx = from === 'nginx' ? await nginxInFrontOf(system.address) : undefined
    address = nginx?.address ?? system.address
    const { page } = await enter(browser, address, adminEmail, adminPassword)
    cookies = await page.context().cookies()
    await page.context().close()
  })
  afterAll(async () => {
    await browser?.close()
    await nginx?.remove()
    await system?.remove()
  })

  /** A browser that was never here, and a person who is signed in. */
  const signedIn = async (): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-US' })
    await context.addCookies(cookies)
    return context.newPage()
  }

  /** The same files for a browser that knows no Brotli; the smallest are sent as they are. */
  const asGzip = (files: readonly Fetched[]): Promise<Travelled[]> =>
    Promise.all(files.map(({ path }) => travelled(address + path, 'gzip')))

  it.each(serviceNames)('of %s takes few bytes of script and few requests', async (service) => {
    const page = await signedIn()
    const traffic = await trafficOf(page)
    await page.goto(address + firstPages[service])
    await page.locator('main h1, header h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    const all = traffic.take()
    const first = scripts(all).filter(({ path }) => !later.test(path))
    const after = scripts(all).filter(({ path }) => later.test(path))
    expect(bytes(first)).toBeGreaterThan(100_000)
    expect(bytes(first), JSON.stringify(first)).toBeLessThan(scriptBudget.br)
    expect(bytes(after), JSON.stringify(after)).toBeLessThan(laterBudget.br)
    const zipped = await asGzip(first)
    expect(bytes(zipped), JSON.stringify(zipped)).toBeGreaterThan(bytes(first))
    expect(bytes(zipped), JSON.stringify(zipped)).toBeLessThan(scriptBudget.gzip)
    expect(bytes(await asGzip(after))).toBeLessThan(laterBudget.gzip)
    expect(all.length, JSON.stringify(pathsOf(all))).toBeLessThan(requestBudget)
    await page.context().close()
  })

  it('of the second service fetches its own scripts alone: what is shared came with the first, once', async () => {
    const page = await signedIn()
    const faults = faultsOf(page)
    const traffic = await trafficOf(page)
    const seen = new Set<string>()
    for (const service of serviceNames) {
      await page.goto(address + firstPages[service])
      await page.locator('main h1, header h1').first().waitFor()
      await page.waitForLoadState('networkidle')
      const fetched = scripts(traffic.take()).filter(({ cached }) => !cached)
      const own = fetched.filter(({ path }) => path.startsWith(`/${service}/`))
      const others = fetched.filter((one) => !own.includes(one))
      expect(pathsOf(others).filter((path) => seen.has(path) || !path.startsWith('/shared/'))).toEqual([])
      // The names of one more shared module are a few bytes; what they stand for came with the first page.
      const more = others.filter(({ path }) => !later.test(path))
      if (seen.size > 0) expect(bytes(more), JSON.stringify(more)).toBeLessThan(2_000)
      expect(bytes(own)).toBeLessThan(40_000)
      for (const path of pathsOf(fetched)) seen.add(path)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('says so where there is no such page, at the root too; a program is told in its own form', async () => {
    const page = await signedIn()
    const faults = faultsOf(page)
    for (const path of ['/no/such/page', '/tasks/no/such/page', '/page.html']) {
      await page.goto(address + path)
      await page.getByText('There is no such page.').waitFor()
      await page.getByRole('link', { name: 'To the start', exact: true }).waitFor()
    }
    expect(faults).toEqual([])
    await page.context().close()
    const { status, headers } = await fetch(`${address}/no/such/page`)
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8'])
  })

  it('works over plain HTTP from another machine, where a browser takes gzip and has fewer powers', async () => {
    const there = new URL(address)
    there.hostname = elsewhere
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage()
    const faults = faultsOf(page)
    await signIn(page, there.origin, adminEmail, adminPassword)
    const traffic = await trafficOf(page)
    await page.goto(there.origin + firstPages.mailer)
    await page.locator('main h1, header h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate('isSecureContext')).toBe(false)
    const own = scripts(traffic.take()).filter(({ cached, path }) => !cached && path.startsWith('/mailer/'))
    expect(own.length).toBeGreaterThan(0)
    expect(bytes(own)).toBe(bytes(await asGzip(own)))
    // Chromium tells that a header protects nothing there; that is so, and the others still do.
    const isHeader = (said: string): boolean =>
      said.startsWith('The Cross-Origin-Opener-Policy header has been ignored')
    expect(faults.filter((said) => !isHeader(said))).toEqual([])
    await page.context().close()
  })

  it('has one React, which every page finds by the same name', async () => {
    const page = await signedIn()
    const reacts = new Set<string>()
    for (const path of Object.values(firstPages)) {
      const traffic = await trafficOf(page)
      await page.goto(address + path)
      await page.waitForLoadState('networkidle')
      for (const script of pathsOf(scripts(traffic.take()))) {
        const text = await (await fetch(address + script)).text()
        // The mark by which React knows its own elements: it stands in each copy of React and nowhere else.
        if (text.includes('react.transitional.element')) reacts.add(script)
      }
    }
    expect([...reacts]).toEqual([expect.stringMatching(/^[/]shared[/]assets[/]react-.*[.]js$/)])
    await page.context().close()
  })
})
