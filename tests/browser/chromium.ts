import { type Browser, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** A name that is this machine to our browsers: over plain HTTP they trust it as little as any other, and it has no Brotli. */
export const elsewhere = 'popug.test'

/** Debian's Chromium; without its background traffic, which a closed network refuses anyway. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${elsewhere} 127.0.0.1`,
    ],
  })

/** What went wrong on a page that a person would not see: thrown errors, and what the content policy refused. */
export const faultsOf = (page: Page, faults: string[] = []): string[] => {
  page.on('pageerror', (error) => {
    // A view transition between documents that the browser gives up is an error to it, and nothing to a person.
    if (!String(error).startsWith('InvalidStateError: Transition was aborted')) faults.push(String(error))
  })
  page.on('console', (message) => {
    // The browser prints every refusal that a page asked for and shows in its own words.
    const isAnswer = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())
    // Said when an interface of the machine comes or goes, such as another program's container.
    const isMachine = message.text().includes('net::ERR_NETWORK_CHANGED')
    if (message.type() === 'error' && !isAnswer && !isMachine) faults.push(message.text())
  })
  return faults
}

export interface Visitor {
  readonly page: Page
  readonly faults: readonly string[]
}

/** Signs in as people do, and waits for the page that it leads to. */
export const signIn = async (page: Page, address: string, email: string, password: string): Promise<void> => {
  await page.goto(`${address}/`)
  await page.getByLabel('Email').fill(email)
  await page
    .getByLabel('Password', { exact: true })
    .or(page.getByRole('textbox', { name: 'Password' }))
    .first()
    .fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/auth/'))
}

/** A person with a browser of their own, who signs in as people do. */
export const enter = async (browser: Browser, address: string, email: string, password: string): Promise<Visitor> => {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const faults = faultsOf(page)
  await signIn(page, address, email, password)
  expect(faults).toEqual([])
  return { page, faults }
}
