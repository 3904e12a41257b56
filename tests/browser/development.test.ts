import { taskRoutes } from '@popug/contracts/tasks.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, companyPassword, foundCompany, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'
import { patience } from './by-keyboard.ts'
import { enter, startChromium } from './chromium.ts'
import { type DevServer, startDevServer } from './dev-server.ts'

/** The one place of React's own that each copy of it makes for itself. */
const internals = /__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE = ?[{\w]/

describe('a frontend in development', () => {
  let system: System
  let company: Company
  let server: DevServer
  let browser: Browser
  let page: Page
  let faults: readonly string[]
  let taskId: string
  const modules = new Map<string, Promise<string>>()

  beforeAll(async () => {
    system = await startEmbeddedSystem()
    company = await foundCompany(system, 1)
    const task = await company.manager.call(taskRoutes.createTask, { body: { title: 'Feed the parrots' } })
    taskId = task.id
    await company.settled()
    server = await startDevServer('tasks', system.address)
    browser = await startChromium()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await system?.remove()
  })

  const note = (of: Page): void => {
    modules.clear()
    of.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        modules.set(
          response.url(),
          response.text().catch(() => ''),
        )
    })
  }

  /** The modules that came and are a React of their own. */
  const reacts = async (): Promise<string[]> => {
    const texts = await Promise.all([...modules].map(async ([address, text]) => [address, await text] as const))
    return texts.filter(([, text]) => internals.test(text)).map(([address]) => new URL(address).pathname)
  }

  it('is come to by the sign-in page of the running Popug', async () => {
    const visitor = await enter(browser, server.address, 'manager@company.test', companyPassword)
    page = visitor.page
    faults = visitor.faults
    note(page)
    expect(new URL(page.url()).pathname).toBe('/tasks/')
    await page.getByRole('link', { name: 'Feed the parrots' }).first().waitFor({ timeout: patience })
    expect(await page.content()).toContain('/@vite/client')
    expect(faults).toEqual([])
  })

  it('shows a page whole, with the widgets of the running services on the one React of the page', async () => {
    modules.clear()
    await page.goto(`${server.address}/tasks/${taskId}`)
    await page.getByRole('heading', { name: 'Feed the parrots' }).waitFor({ timeout: patience })
    const costs = page.getByRole('region', { name: 'What it costs and earns' })
    await costs.getByText('Fee for each assignment').waitFor({ timeout: patience })
    expect([...modules.keys()].some((address) => address.includes('/accounts/assets/'))).toBe(true)
    expect(await reacts()).toEqual([expect.stringContaining('/tasks/')])
    expect(faults).toEqual([])
  })

  it('gives its own widgets to the pages of the running services', async () => {
    const visitor = await enter(browser, server.address, 'accountant@company.test', companyPassword)
    const { page } = visitor
    note(page)
    const person = company.performers[0]!.me.id
    await page.goto(`${server.address}/accounts/people/${person}`)
    const place = page.locator('[data-slot="accounts/task/v1"]')
    const again = place.getByRole('button', { name: 'not known yet' }).first()
    // A dev server that compiles while it answers may be later than a page waits for its neighbours.
    await until('the widget of Tasks is there', async () => {
      if (await again.isVisible()) await again.click()
      return place
        .getByRole('link', { name: /Feed the parrots/ })
        .first()
        .isVisible()
    })
    expect([...modules.keys()].some((address) => address.includes('/tasks/web/widgets/task-title.tsx'))).toBe(true)
    expect(await reacts()).toEqual([expect.stringContaining('/tasks/')])
    expect(visitor.faults).toEqual([])
    await page.context().close()
  })
})
