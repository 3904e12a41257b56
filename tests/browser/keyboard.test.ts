import { accountRoutes } from '@popug/contracts/accounts.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, companyPassword, foundCompany } from '../system/company.ts'
import { startComposedSystem } from '../system/composed.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'
import { Keyboard, patience } from './by-keyboard.ts'
import { faultsOf, startChromium } from './chromium.ts'

const title = 'Feed the parrots'

/** Milliseconds that servers may take to come up or to go. */
const startTime = 240_000
const systems: [string, () => Promise<System>][] = [
  ['embedded', startEmbeddedSystem],
  ['composed', startComposedSystem],
]

/** Whole journeys with no mouse in the house; told in order. */
describe.each(systems)('by the keyboard alone, %s', (_name, startSystem) => {
  let system: System
  let company: Company
  let browser: Browser
  const faults: string[] = []
  const at: Record<string, { page: Page; keys: Keyboard }> = {}

  beforeAll(async () => {
    system = await startSystem()
    company = await foundCompany(system, 2)
    browser = await startChromium()
  }, startTime)
  afterAll(async () => {
    await browser?.close()
    await system?.remove()
  }, startTime)

  const open = async (): Promise<{ page: Page; keys: Keyboard }> => {
    const viewport = { width: 1280, height: 800 }
    const context = await browser.newContext({ locale: 'en-US', viewport, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    faultsOf(page, faults)
    return { page, keys: await Keyboard.at(page) }
  }
  const signedIn = async (name: string): Promise<{ page: Page; keys: Keyboard }> => {
    const { page, keys } = await open()
    await page.goto(`${system.address}/`)
    await page.getByLabel('Email').waitFor()
    if ((await keys.focus()).name.replace(/[\s*]+$/, '') !== 'Email') await keys.to(/^Email/)
    await keys.type(`${name}@company.test`)
    await keys.to(/^Password/)
    await keys.type(companyPassword)
    await keys.press('Enter')
    await page.waitForURL((url) => !url.pathname.startsWith('/auth/'))
    await page.locator('main h1, header h1').first().waitFor()
    at[name] = { page, keys }
    return at[name]
  }

  /** Which of the performers closed the task. */
  let closer = 0

  it('a manager signs in, and skips to the content', async () => {
    const { page, keys } = await signedIn('manager')
    await page.getByRole('link', { name: 'To the content' }).waitFor({ state: 'attached' })
    await keys.to('To the content', 'Tab', 3)
    await keys.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('content')
    await keys.press('Tab')
    expect(await page.evaluate("document.querySelector('main').contains(document.activeElement)")).toBe(true)
  })

  it('and creates a task in a dialog that keeps the focus and gives it back', async () => {
    const { page, keys } = at.manager!
    await keys.to(/^New task/, 'Shift+Tab')
    await keys.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Title').waitFor()
    await expect.poll(async () => (await keys.isSeen()).name).toMatch(/^Title/)
    for (let step = 0; step < 12; step++) {
      await keys.press('Tab')
      expect(await keys.isSeen()).toMatchObject({ inDialog: true })
    }
    await keys.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(async () => (await keys.isSeen()).name).toMatch(/^New task/)
    await keys.press('c')
    await dialog.getByLabel('Title').waitFor()
    await expect.poll(async () => (await keys.isSeen()).name).toMatch(/^Title/)
    await keys.type(title)
    await keys.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: title }).first().waitFor()
    await keys.hears(/FEED|POP|created|given|went to|goes to/i)
  })

  it('and finds it by a few letters', async () => {
    const { page, keys } = at.manager!
    await keys.press('Control+k')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').waitFor()
    await keys.type('feed the')
    await page.getByRole('option', { name: title }).waitFor()
    await keys.isSeen()
    await keys.press('Enter')
    await page.getByRole('heading', { name: title }).waitFor()
    await keys.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await keys.press('Escape')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' })
  })

  it('and reassigns all, and is told how it goes', async () => {
    const { page, keys } = at.manager!
    await keys.press('g', 't')
    await page.getByRole('link', { name: title }).first().waitFor()
    await keys.to(/^Reassign all/)
    await keys.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await keys.to(/^Reassign .*1 .*2/, 'Tab', 12)
    expect(await keys.isSeen()).toMatchObject({ inDialog: true })
    await keys.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await keys.hears(/reassign/i)
    await expect.poll(async () => (await keys.isSeen()).name).toMatch(/^Reassign all/)
  })

  it('a performer closes the task, and is told what for', async () => {
    const runs = () => company.manager.call(taskRoutes.listReassignments)
    await expect
      .poll(async () => (await runs()).items.map(({ status }) => status), { timeout: patience })
      .toEqual(['done'])
    const { items } = await company.manager.call(taskRoutes.listTasks, { query: { q: title } })
    closer = company.performers.findIndex(({ me }) => me.id === items[0]!.userId)
    const { page, keys } = await signedIn(`performer${closer + 1}`)
    const closing = page.getByRole('button', { name: title })
    await closing.first().waitFor()
    await keys.to(new RegExp(title.concat('.$')))
    await keys.press('Enter')
    await closing.first().waitFor({ state: 'detached' })
    await keys.hears(/Closed|закрыт/i)
    // The row is gone with its button; the keyboard goes on from there, and does not begin anew.
    await keys.press('Tab')
    expect((await keys.focus()).name).not.toBe('To the content')
  })

  it('an accountant corrects a balance', async () => {
    await company.settled()
    const { page, keys } = await signedIn('accountant')
    await keys.press('g', 'a')
    await page.waitForURL('**/accounts/')
    await page.getByRole('link', { name: 'Accounts', exact: true }).nth(1).waitFor()
    await keys.to('To the content')
    await keys.press('Enter')
    await keys.to('Accounts')
    await keys.press('Enter')
    await page.waitForURL('**/accounts/people')
    await page.getByRole('radiogroup', { name: 'Which accounts' }).waitFor()
    // Who never had a task has no account to be found.
    const name = `The performer${closer + 1}`
    await page.getByRole('link', { name }).first().waitFor()
    await keys.to(name)
    await keys.press('Enter')
    await page.getByRole('button', { name: 'Correct a balance…' }).waitFor()
    await keys.to('Correct a balance…')
    await keys.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Amount/).waitFor()
    await expect.poll(async () => (await keys.isSeen()).name).toMatch(/^Amount/)
    await keys.type('25')
    await keys.to(/^Reason/)
    await keys.type('Counted twice')
    await keys.to('Correct the balance', 'Tab', 5)
    await keys.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await keys.hears(/^Corrected[.]/)
    const query = { userId: company.performers[closer]!.me.id, limit: 1 }
    const { items } = await company.accountant.call(accountRoutes.listTransactions, { query })
    expect(items[0]).toMatchObject({ kind: 'correction', amountMinor: 2_500, reason: 'Counted twice' })
  })

  it('and closes the day, and is told how many were paid', async () => {
    const { page, keys } = at.accountant!
    await keys.press('g', 'a')
    await page.waitForURL('**/accounts/')
    await page.getByText('Close a day…').first().waitFor()
    await keys.to('Close a day…')
    await keys.press('Enter')
    await page.getByRole('button', { name: 'Close the day' }).waitFor()
    await keys.to('Close the day')
    await keys.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^Pay / }).waitFor()
    await keys.to(/^Pay /, 'Tab', 12)
    await keys.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await keys.hears(/payouts? (is|are) on/)
    await company.settled()
    const { items } = await company.accountant.call(billingRoutes.listPayouts, { query: { limit: 1 } })
    expect(items).toHaveLength(1)
  })

  it('and finds the letter that went out', async () => {
    const { page, keys } = at.accountant!
    await company.delivered()
    await keys.press('g', 'm')
    await page.waitForURL('**/mailer/')
    await page
      .getByRole('link', { name: /^Your payout for|^Ваша выплата/ })
      .first()
      .waitFor()
    await keys.to(/^Your payout for|^Ваша выплата/)
    await keys.press('Enter')
    await page.waitForURL('**/mailer/mails/*')
    await page.locator('iframe').waitFor()
  })

  it('nothing went wrong behind the pages', () => expect(faults).toEqual([]))
})
