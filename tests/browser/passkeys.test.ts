import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { companyPassword, foundCompany } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'
import { enter, startChromium, type Visitor } from './chromium.ts'

const patience = 30_000
const email = 'performer1@company.test'
/** Notes each time the page asks the browser for a passkey: a reader at which nobody is leaves such a request waiting for good. */
const noteRequests = `{
  const { get } = CredentialsContainer.prototype
  window.requests = []
  CredentialsContainer.prototype.get = function (options) {
    window.requests.push(options.mediation ?? 'by the button')
    return get.call(this, options)
  }
}`

/** A device with a fingerprint reader, as Chromium plays one for tests, in the hands of its owner. */
const plugIn = async (devtools: CDPSession): Promise<string> => {
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return authenticatorId
}

/** One person with a browser and a fingerprint reader; told in order. */
describe('a passkey', () => {
  let system: System
  let browser: Browser
  let visitor: Visitor
  let page: Page
  let devtools: CDPSession
  let device: string

  beforeAll(async () => {
    system = await startEmbeddedSystem()
    await foundCompany(system, 1)
    browser = await startChromium()
    visitor = await enter(browser, system.address, email, companyPassword)
    page = visitor.page
    await page.addInitScript(noteRequests)
    devtools = await page.context().newCDPSession(page)
    device = await plugIn(devtools)
  })
  afterAll(async () => {
    await browser.close()
    await system.remove()
  })

  const attend = (isThere: boolean) =>
    devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: device, enabled: isThere })
  const verified = (isUserVerified: boolean) =>
    devtools.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified })
  const kept = async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId: device })).credentials
  const profile = async (): Promise<void> => {
    await page.goto(`${system.address}/auth/profile`)
    await page.getByRole('heading', { name: 'Passkeys' }).waitFor({ timeout: patience })
  }
  // Asked from outside: within the page its policy lets no text be run, which is how the browser's own waiting goes on.
  const offered = () =>
    expect
      .poll(() => page.evaluate("(window.requests ?? []).includes('conditional')"), { timeout: patience })
      .toBe(true)
  const signOut = async (): Promise<void> => {
    // Nobody is at the reader, or the page would be signed in as soon as it opens.
    await attend(false)
    await page.getByRole('button', { name: /profile, language, signing out/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'By beak, with a passkey' }).waitFor({ timeout: patience })
    await offered()
  }
  const isIn = () => page.waitForURL((url) => !url.pathname.startsWith('/auth/'), { timeout: patience })

  it('is added in the profile, after the password', async () => {
    await profile()
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Reader of the tests')
    await dialog.getByRole('textbox', { name: 'Your password' }).fill('not this one')
    await dialog.getByRole('button', { name: 'Make the passkey' }).click()
    await dialog.getByText('This is not your password.').waitFor({ timeout: patience })
    expect(await kept()).toEqual([])
    await dialog.getByRole('textbox', { name: 'Your password' }).fill(companyPassword)
    await dialog.getByRole('button', { name: 'Make the passkey' }).click()
    await page.getByRole('cell', { name: 'Reader of the tests' }).waitFor({ timeout: patience })
    const [credential] = await kept()
    expect(credential).toMatchObject({ isResidentCredential: true, rpId: 'localhost' })
  })

  it('is not added twice to one device', async () => {
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout: patience })
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Your password' }).fill(companyPassword)
    await dialog.getByRole('button', { name: 'Make the passkey' }).click()
    await dialog.getByText('has a passkey of yours already').waitFor({ timeout: patience })
    expect(await kept()).toHaveLength(1)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached', timeout: patience })
  })

  it('signs in by beak: no email, no password, by the keyboard', async () => {
    await signOut()
    await page.getByRole('button', { name: 'By beak, with a passkey' }).focus()
    await attend(true)
    await page.keyboard.press('Enter')
    await isIn()
    await profile()
    await page.getByText('by beak', { exact: true }).waitFor({ timeout: patience })
  })

  it('is offered in the field for the email, and taken without a press on anything', async () => {
    await signOut()
    await attend(true)
    await page.goto(`${system.address}/auth/?next=/billing/`)
    await page.waitForURL((url) => url.pathname === '/billing/', { timeout: patience })
  })

  it('opens nothing where its owner is not verified', async () => {
    await profile()
    await signOut()
    await verified(false)
    await attend(true)
    await page.getByRole('button', { name: 'By beak, with a passkey' }).click()
    await page.getByRole('alert').waitFor({ timeout: patience })
    expect(new URL(page.url()).pathname).toBe('/auth/')
    // In this order: the page offers the passkey again, and would be signed in as soon as its owner is verified.
    await attend(false)
    await verified(true)
  })

  it('is removed with the password, and opens nothing any more', async () => {
    await page.getByLabel('Email').fill(email)
    await page.getByRole('textbox', { name: 'Password' }).fill(companyPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await isIn()
    await profile()
    await page.getByRole('button', { name: 'Remove: Reader of the tests' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Your password' }).fill(companyPassword)
    await dialog.getByRole('button', { name: 'Remove “Reader of the tests”' }).click()
    await page.getByText('You have no passkeys yet.').waitFor({ timeout: patience })
    await dialog.waitFor({ state: 'detached', timeout: patience })
    await signOut()
    // The device does not know that it was removed.
    expect(await kept()).toHaveLength(1)
    await attend(true)
    await page.getByRole('button', { name: 'By beak, with a passkey' }).click()
    await page.getByText('This passkey does not open anything here').waitFor({ timeout: patience })
    expect(visitor.faults).toEqual([])
  })

  it('works at the name of Popug alone, and the page says where', async () => {
    const context = await browser.newContext({ locale: 'en-US' })
    const other = await context.newPage()
    await other.goto(`${system.address.replace('localhost', '127.0.0.1')}/auth/`)
    await other.getByText('Passkeys do not work at this address.').waitFor({ timeout: patience })
    await other.getByRole('link', { name: 'http://localhost' }).waitFor()
    expect(await other.getByRole('button', { name: 'By beak' }).count()).toBe(0)
    await context.close()
  })
})
