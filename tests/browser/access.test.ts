import { AxeBuilder } from '@axe-core/playwright'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { companyPassword, foundCompany } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { adminPassword, type System } from '../system/system.ts'
import { enter, startChromium } from './chromium.ts'

const pages = {
  performer1: [
    '/tasks/',
    '/accounts/',
    '/billing/',
    '/mailer/',
    '/mailer/choices',
    '/mailer/unsubscribe/a-link-in-a-letter',
    '/auth/profile',
  ],
  manager: ['/tasks/', '/tasks/reassignments', '/tasks/imports'],
  accountant: [
    '/accounts/',
    '/accounts/people',
    '/accounts/rules',
    '/accounts/export',
    '/billing/',
    '/billing/report',
    '/billing/registers',
    '/billing/reconciliations',
    '/billing/shared-cards',
    '/mailer/',
    '/mailer/suppressions',
  ],
  admin: ['/auth/users', '/auth/operations', '/auth/operations/audit'],
  executive: ['/analytics/', '/analytics/periods', '/analytics/performers'],
}

/** WCAG 2.2 AA as far as a machine can tell, and no sideways scrolling on a phone. */
describe('the pages', () => {
  let system: System
  let browser: Browser

  beforeAll(async () => {
    system = await startEmbeddedSystem()
    const { manager } = await foundCompany(system, 1)
    for (const title of ['One', 'Two']) await manager.call(taskRoutes.createTask, { body: { title } })
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser.close()
    await system.remove()
  })

  const themes = ['light', 'dark'] as const
  describe.each(Object.entries(pages))('of a %s', (name, paths) => {
    it.each(themes)('are accessible when %s', async (colorScheme) => {
      const password = name === 'admin' ? adminPassword : companyPassword
      const { page } = await enter(browser, system.address, `${name}@company.test`, password)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      for (const path of paths) {
        await page.setViewportSize({ width: 1280, height: 800 })
        await page.goto(system.address + path)
        await page.locator('main h1, header h1').first().waitFor()
        await page.waitForLoadState('networkidle')
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze()
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
          [],
        )
        await page.setViewportSize({ width: 360, height: 740 })
        // A chart takes its new width a moment after the window does.
        await page.waitForFunction('document.documentElement.scrollWidth <= 360', undefined, { timeout: 10_000 })
      }
      await page.context().close()
    })
  })
})
