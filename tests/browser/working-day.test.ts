import { accountRoutes } from '@popug/contracts/accounts.ts'
import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, companyPassword, foundCompany } from '../system/company.ts'
import { adminPassword, type System } from '../system/system.ts'
import { enter, startChromium, type Visitor } from './chromium.ts'
import { composedSides, embeddedSides, type Sides } from './sides.ts'

const title = 'Feed the parrots'
const patience = 20_000

/** Milliseconds that servers may take to come up or to go. */
const startTime = 240_000
const systems: [string, () => Promise<Sides>][] = [
  ['embedded', embeddedSides],
  ['composed', composedSides],
]

/** Somebody in the browser, by the way in that is theirs. */
interface Person extends Visitor {
  readonly address: string
}

/** A short day of one person of each role, each with a browser; told in order. Where services have several processes, people who wait for each other have different ones. */
describe.each(systems)('a working day in the browser, %s', (_name, start) => {
  let sides: Sides
  let system: System
  let company: Company
  let browser: Browser
  let manager: Person
  let performer: Person
  let accountant: Person
  let executive: Person
  let admin: Person

  beforeAll(async () => {
    sides = await start()
    system = sides.system
    company = await foundCompany(system, 1)
    browser = await startChromium()
  }, startTime)
  afterAll(async () => {
    await browser?.close()
    await sides?.remove()
  }, startTime)
  const come = async (name: string, side: 0 | 1, password = companyPassword): Promise<Person> => {
    const address = sides.addresses[side % sides.addresses.length]!
    return { address, ...(await enter(browser, address, `${name}@company.test`, password)) }
  }

  it('signs people in, and says plainly when the password is wrong', async () => {
    const context = await browser.newContext({ locale: 'en-US' })
    const page = await context.newPage()
    await page.goto(`${system.address}/tasks/`)
    await page.getByLabel('Email').fill('manager@company.test')
    await page.getByRole('textbox', { name: 'Password' }).fill('not this one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Wrong email or password').first().waitFor({ timeout: patience })
    await context.close()
    manager = await come('manager', 0)
    performer = await come('performer1', 1)
    accountant = await come('accountant', 0)
  })

  it('a manager creates a task', async () => {
    const { page } = manager
    await page.getByRole('button', { name: 'New task' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Title').fill(title)
    await dialog.getByRole('button', { name: 'Create and assign' }).click()
    await dialog.waitFor({ state: 'detached', timeout: patience })
    await page.getByRole('link', { name: title }).waitFor({ timeout: patience })
  })

  it('and finds it again by the keyboard alone', async () => {
    const { page } = manager
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').fill('feed the')
    await page.getByRole('option', { name: title }).waitFor({ timeout: patience })
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: title }).waitFor({ timeout: patience })
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ timeout: patience })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached', timeout: patience })
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await page.getByRole('link', { name: title }).waitFor({ timeout: patience })
  })

  it('its performer sees it come, without asking', async () => {
    const { page } = performer
    await page.getByRole('button', { name: `Close “${title}”` }).waitFor({ timeout: patience })
  })

  it('the manager reassigns all, and an admin elsewhere sees it begin and end', async () => {
    admin = await come('admin', 1, adminPassword)
    await admin.page.goto(`${admin.address}/tasks/reassignments`)
    await admin.page.getByText('Nobody has reassigned all tasks yet').waitFor({ timeout: patience })
    const { page } = manager
    await page.getByRole('button', { name: 'Reassign all' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Reassign 1 task to 1 performer/ })
      .click()
    const run = admin.page.getByRole('row', { name: 'The manager' })
    await run.getByText('1 of 1').waitFor({ timeout: patience })
    await run.getByText('Done').waitFor({ timeout: patience })
  })

  it('its performer names a card and closes the task', async () => {
    const { page, address } = performer
    await page.goto(`${address}/billing/`)
    await page.getByLabel('Card number').fill('4242 4242 4242 4243')
    await page.getByRole('button', { name: 'Save the card' }).click()
    await page.getByText('check digit').first().waitFor({ timeout: patience })
    await page.getByLabel('Card number').fill('4242 4242 4242 4242')
    await page.getByRole('button', { name: 'Save the card' }).click()
    await page.getByText('•• 4242').first().waitFor({ timeout: patience })
    // The number was in the form and is gone with it.
    await page.getByLabel('Card number').waitFor({ state: 'detached', timeout: patience })
    expect((await page.content()).replace(/[ -]/g, '')).not.toContain('424242424242')
    // Their account stands open beside, and is not touched.
    const account = await page.context().newPage()
    await account.goto(`${address}/accounts/`)
    const rewards = account.getByRole('link', { name: 'Reward', exact: true })
    await account.getByRole('link', { name: 'Fee of an assignment' }).first().waitFor({ timeout: patience })
    expect(await rewards.count()).toBe(0)
    await page.goto(`${address}/tasks/`)
    await page.getByRole('button', { name: `Close “${title}”` }).click()
    await page.getByText('Closed.').first().waitFor({ timeout: patience })
    await page.getByRole('link', { name: title }).waitFor({ state: 'detached', timeout: patience })
    // The manager's page has not been touched since it showed the task as open.
    await manager.page
      .getByRole('row', { name: title })
      .getByText('Closed', { exact: true })
      .first()
      .waitFor({ timeout: patience })
    await rewards.waitFor({ timeout: patience })
    await account.close()
  })

  it('an accountant closes the day, after reading how many are paid and how much', async () => {
    // Two fees may be more than the reward.
    await company.accountant.call(accountRoutes.createCorrection, {
      body: { userId: company.performers[0]!.me.id, amountMinor: 5_000, reason: 'Feathers ruffled' },
    })
    // The performer looks at their payouts meanwhile.
    await performer.page.goto(`${performer.address}/billing/`)
    await performer.page.getByText('•• 4242').first().waitFor({ timeout: patience })
    const { page, address } = accountant
    await page.goto(`${address}/accounts/`)
    await page
      .getByRole('link', { name: 'Close a day…' })
      .or(page.getByRole('button', { name: 'Close a day…' }))
      .first()
      .click()
    const register = page.getByRole('region', { name: 'What the closing will do' })
    const line = register.getByRole('row', { name: /performer1/ })
    await line.getByText('Named').waitFor({ timeout: patience })
    const amount = await line.getByRole('cell').last().innerText()
    await page.getByRole('button', { name: 'Close the day' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Pay 1 person ${amount}`, exact: true })
      .click()
    await page.getByText('1 payout is on its way').first().waitFor({ timeout: patience })
    await page.getByRole('region', { name: 'Payouts' }).getByText(amount).first().waitFor({ timeout: patience })
    await register.waitFor({ state: 'detached', timeout: patience })
  })

  it('and reads the figures of the chart by keyboard', async () => {
    const { page, address } = accountant
    await page.goto(`${address}/accounts/`)
    const chart = page.getByRole('region', { name: 'Profit by day' })
    await chart.locator('.recharts-wrapper [tabindex="0"]').first().focus({ timeout: patience })
    await page.keyboard.press('ArrowRight')
    const told = chart.locator('.recharts-tooltip-wrapper')
    await told.getByText('The period before').waitFor({ timeout: patience })
    await told.getByText('Profit', { exact: true }).waitFor({ timeout: patience })
  })

  it('the performer sees the payout come and be paid, without asking, and reads the letter', async () => {
    const { page, address } = performer
    await page.getByRole('cell', { name: 'Paid' }).first().waitFor({ timeout: patience })
    await page.goto(`${address}/mailer/`)
    await page.getByRole('link', { name: /^Your payout for/ }).click({ timeout: patience })
    await page.getByText('performer1@company.test').first().waitFor({ timeout: patience })
    const letter = page.frameLocator('iframe')
    expect(await letter.locator('body').innerText()).toContain('The performer1')
  })

  it('top management sees what the company earned', async () => {
    await company.settled()
    executive = await come('executive', 1)
    const { page, address } = executive
    const { items } = await company.executive.call(analyticsRoutes.listDayStatistics, { query: { limit: 1 } })
    await page.goto(`${address}/analytics/`)
    const profit = formatMoney(Math.abs(items[0]!.profitMinor), 'USD', 'en')
    await page.getByText(profit).first().waitFor({ timeout: patience })
  })

  it('a performer hears that a manager has all tasks reassigned, and who it was', async () => {
    await company.manager.call(taskRoutes.createTask, { body: { title: 'Water the ficus' } })
    // What had ended before a page asked for the first time is no news on it.
    for (const { page } of [performer, manager])
      await Promise.all([
        page.waitForResponse((answer) => answer.url().endsWith('/reassignments/current'), { timeout: patience }),
        page.goto(`${system.address}/tasks/`),
      ])
    await performer.page.getByRole('button', { name: 'Close “Water the ficus”' }).waitFor({ timeout: patience })
    await manager.page.getByRole('button', { name: 'Reassign all' }).click()
    await manager.page.getByRole('dialog').getByRole('button', { name: 'Reassign 1 task to 1 performer' }).click()
    const told = /^Done: 1 task reassigned in .* by The manager/
    for (const { page } of [performer, manager])
      await page.getByRole('note').filter({ hasText: told }).waitFor({ timeout: patience })
  })

  it('an admin sees who closed the day, and that nothing lags', async () => {
    const { page, address } = admin
    await page.goto(`${address}/auth/operations/audit`)
    await page.getByText('The accountant').first().waitFor({ timeout: patience })
    await page.goto(`${address}/auth/operations`)
    await page.getByRole('heading', { name: 'System' }).first().waitFor({ timeout: patience })
    await page.getByText('accounts').first().waitFor({ timeout: patience })
  })

  it('nothing went wrong behind the pages', () => {
    for (const { faults } of [manager, performer, accountant, executive, admin]) expect(faults).toEqual([])
  })
})
