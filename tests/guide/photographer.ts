import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '@popug/contracts/roles.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { demoPassword } from '../../apps/embedded/demo/people.ts'
import { until } from '../system/company.ts'
import { type Look, looks, pictureName, picturesFolder } from './names.ts'

/** Milliseconds in which a page must have come to rest. */
const patience = 30_000

const sizes = { wide: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } } as const
const quality = 82

/** Nothing is on its way any more: no skeleton (the gallery's are meant), no animation that has an end, every letter in its own type. */
const atRest = `(
  document.querySelector('h1') !== null &&
  document.querySelector(':is(.mantine-Skeleton-root, [data-loading]):not(figure *)') === null &&
  document.fonts.status === 'loaded' &&
  document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)
)`

/** Shows a page as it looks this way. */
const dress = async (page: Page, look: Look): Promise<void> => {
  await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
  await page.setViewportSize(look === 'phone' ? sizes.phone : sizes.wide)
  // What changes with the look begins with the next frame.
  await page.evaluate('new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))')
  // Asked from outside: the page itself may not evaluate a string.
  await until(`${page.url()} comes to rest`, () => page.evaluate<boolean>(atRest), patience)
}

/** What is at an address, by day, by night and on a phone; answers the files that were written. */
export const photograph = async (page: Page, address: string, name: string, language: Language): Promise<string[]> => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize(sizes.wide)
  await page.goto(address)
  await page.waitForLoadState('networkidle', { timeout: patience })
  const session = await page.context().newCDPSession(page)
  const written: string[] = []
  for (const look of looks) {
    await dress(page, look)
    // Playwright itself writes PNG and JPEG alone, of five times the size.
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality })
    const file = pictureName(name, language, look)
    await writeFile(join(picturesFolder, file), Buffer.from(data, 'base64'))
    written.push(file)
  }
  await session.detach()
  return written
}

/** A browser of somebody who reads this language, signed in where a login is given. */
export const visit = async (
  browser: Browser,
  address: string,
  language: Language,
  login: string | undefined,
): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale: language, timezoneId: 'UTC', deviceScaleFactor: 1 })
  if (login === undefined) return context
  const data = { email: `${login}@popug.test`, password: demoPassword }
  for (const answer of [
    await context.request.post(`${address}/auth/api/session`, { data }),
    await context.request.patch(`${address}/auth/api/users/me`, { data: { language } }),
  ]) {
    if (!answer.ok()) throw new Error(`${login}: ${String(answer.status())} ${await answer.text()}`)
  }
  return context
}
