import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { adminEmail, adminPassword, type System } from '../system/system.ts'
import { enter, startChromium } from './chromium.ts'
import { type InFront, startInFront } from './in-front.ts'

const patience = 30_000

/** Notes on each page how it was come to: whether by a transition from the page before. */
const noteTransitions = `addEventListener('pagereveal', (event) => { window.popugCameByTransition = event.viewTransition !== null })`

describe('moving between services', () => {
  let system: System
  let front: InFront
  let browser: Browser
  let page: Page
  let faults: readonly string[]

  beforeAll(async () => {
    system = await startEmbeddedSystem()
    front = await startInFront(system.address)
    browser = await startChromium()
    const visitor = await enter(browser, front.address, adminEmail, adminPassword)
    page = visitor.page
    faults = visitor.faults
    await page.addInitScript(noteTransitions)
    await page.goto(`${front.address}/tasks/`)
    await page.waitForLoadState('networkidle')
  })
  afterAll(async () => {
    await browser?.close()
    await front?.close()
    await system?.remove()
  })

  const place = (name: string) => page.getByRole('navigation', { name: 'Services' }).getByRole('link', { name })
  const go = async (name: string, path: string): Promise<unknown> => {
    await place(name).click()
    await page.waitForURL(`**${path}`, { timeout: patience })
    await page.locator('main h1, header h1').first().waitFor({ timeout: patience })
    return page.evaluate('window.popugCameByTransition')
  }

  it('fetches the next page as soon as its link is meant, and once', async () => {
    front.take()
    await place('Accounts').hover()
    let seen: string[] = []
    await until('the page of Accounts was fetched ahead', async () => {
      seen = [...seen, ...front.take()]
      return seen.includes('/accounts/')
    })
    await go('Accounts', '/accounts/')
    expect([...seen, ...front.take()].filter((path) => path === '/accounts/')).toHaveLength(1)
    expect(faults).toEqual([])
  })

  it('goes over from page to page without a flash', async () => {
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    expect(await go('Mail', '/mailer/')).toBe(true)
    expect(await go('Tasks', '/tasks/')).toBe(true)
  })

  it('does not move for people who ask for no motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await go('Mail', '/mailer/')).toBe(false)
  })
})
