import { accountRoutes } from '@popug/contracts/accounts.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { companyPassword, foundCompany, until } from '../system/company.ts'
import { startComposedSystem } from '../system/composed.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { Instance } from '../system/instance.ts'
import type { System } from '../system/system.ts'
import { enter, startChromium } from './chromium.ts'
import { answering, hanging, type InFront, type Planted, startInFront } from './in-front.ts'

const performers = 8
const patience = 30_000
const slot = 'accounts/payout/v1'
const script = (text: string): Planted => answering(text, 'text/javascript')
const manifestOf = (service: string, apiVersion = 1): Planted =>
  answering(
    JSON.stringify({
      service,
      apiVersion,
      widgets: [{ slot, module: `/${service}/assets/planted.js`, order: 10, roles: ['accountant'] }],
    }),
  )
const planted = (body: string): string =>
  `import { widgetFor } from '@popug/ui-kit'
   import { jsx } from 'react/jsx-runtime'
   ${body}`
const broken: Planted = (_request, response) => response.destroy()

/** Every way in which Billing's part may be missing; the page and Mailer's part stay whole. */
const faults: readonly [what: string, plant: Readonly<Record<string, Planted>>][] = [
  ['its manifest is missing', { '/billing/widgets.json': answering('', 'text/plain', 404) }],
  ['its manifest hangs', { '/billing/widgets.json': hanging }],
  ['its manifest is no JSON', { '/billing/widgets.json': answering('<!doctype html>', 'text/html') }],
  ['its manifest is of another version', { '/billing/widgets.json': manifestOf('billing', 2) }],
  ['its module is missing', { '/billing/widgets.json': manifestOf('billing') }],
  [
    'its module cannot be read',
    { '/billing/widgets.json': manifestOf('billing'), '/billing/assets/planted.js': script('export default {{{') },
  ],
  ['its module hangs', { '/billing/widgets.json': manifestOf('billing'), '/billing/assets/planted.js': hanging }],
  [
    'its module throws as it is loaded',
    {
      '/billing/widgets.json': manifestOf('billing'),
      '/billing/assets/planted.js': script("throw new Error('squawk')"),
    },
  ],
  [
    'its widget throws as it is drawn',
    {
      '/billing/widgets.json': manifestOf('billing'),
      '/billing/assets/planted.js': script(
        planted(`export default widgetFor(['${slot}'], () => { throw new Error('squawk') })`),
      ),
    },
  ],
  [
    'its module is of another version',
    {
      '/billing/widgets.json': manifestOf('billing'),
      '/billing/assets/planted.js': script(
        planted(`export default { ...widgetFor(['${slot}'], () => jsx('b', { children: 'squawk' })), apiVersion: 2 }`),
      ),
    },
  ],
  ['it does not answer', { '/billing/api/payouts': broken }],
]

/** A system, and the processes of Billing where it has some of its own. */
interface Running {
  readonly system: System
  readonly billing: readonly Instance[]
}

/** Milliseconds that servers may take to come up or to go. */
const startTime = 240_000
const systems: readonly [way: string, start: () => Promise<Running>][] = [
  ['embedded', async () => ({ system: await startEmbeddedSystem(), billing: [] })],
  [
    'composed',
    async () => {
      const system = await startComposedSystem({ copies: { accounts: 2, billing: 2, mailer: 2 } })
      return { system, billing: system.instances('billing') }
    },
  ],
]

/** What services show on the pages of others, in a real browser. */
describe.each(systems)('widgets, %s', (way, start) => {
  let system: System
  let billing: readonly Instance[]
  let front: InFront
  let browser: Browser
  let page: Page
  let day: string
  let somebody: string
  let taskId: string

  beforeAll(async () => {
    ;({ system, billing } = await start())
    const company = await foundCompany(system, performers)
    for (const performer of company.performers)
      await performer.call(billingRoutes.putMyCard, { body: { number: '4242424242424242' } })
    for (let index = 0; index < 3 * performers; index++)
      await company.manager.call(taskRoutes.createTask, { body: { title: `Task ${index}`, key: `POP-${index}` } })
    for (const performer of company.performers)
      for (const { id } of await performer.all(taskRoutes.listTasks, { query: { userId: performer.me.id } }))
        await performer.call(taskRoutes.closeTask, { params: { id } })
    await company.settled()
    const mine = await company.accountant.call(accountRoutes.getMyAccount)
    day = mine.today.day
    await company.accountant.call(accountRoutes.closeDay, { params: { day } })
    await company.settled()
    await company.delivered()
    const [payout] = await company.accountant.all(accountRoutes.listIssuedPayouts, { query: { day } })
    somebody = payout?.userId ?? ''
    const [task] = await company.manager.all(taskRoutes.listTasks, { query: { userId: somebody } })
    taskId = task?.id ?? ''
    front = await startInFront(system.address)
    browser = await startChromium()
    page = (await enter(browser, front.address, 'accountant@company.test', companyPassword)).page
  }, startTime)
  afterAll(async () => {
    await browser?.close()
    await front?.close()
    await system?.remove()
  }, startTime)
  beforeEach(() => front.clear())

  const places = () => page.locator(`[data-slot="${slot}"]`)
  const letters = () => places().getByRole('link', { name: 'Sent' })
  const payments = () => places().getByRole('link', { name: 'Paid' })
  const openDay = async (): Promise<number> => {
    front.take()
    await page.goto(`${front.address}/accounts/days/${day}`)
    await letters().first().waitFor({ timeout: patience })
    return places().count()
  }

  it('of Billing and Mailer stand beside every payout, and ask once for all rows', async () => {
    const rows = await openDay()
    expect(rows).toBeGreaterThan(3)
    await payments()
      .nth(rows - 1)
      .waitFor({ timeout: patience })
    await letters()
      .nth(rows - 1)
      .waitFor({ timeout: patience })
    const asked = front.take()
    expect(asked.filter((path) => path.startsWith('/billing/api/payouts'))).toHaveLength(1)
    expect(asked.filter((path) => path.startsWith('/mailer/api/mails'))).toHaveLength(1)
    expect(await payments().first().getAttribute('href')).toMatch(/^[/]billing[/]payouts[/]/)
  })

  it('of Tasks name the tasks of a ledger, and of Accounts tell what a task cost and earned', async () => {
    await page.goto(`${front.address}/accounts/people/${somebody}`)
    const title = page.locator('[data-slot="accounts/task/v1"]').getByRole('link', { name: /^POP-\d+ · Task/ })
    await title.first().waitFor({ timeout: patience })
    await page.goto(`${front.address}/tasks/${taskId}`)
    const costs = page.getByRole('region', { name: 'What it costs and earns' })
    await costs.getByText('Fee for each assignment').waitFor({ timeout: patience })
    await costs
      .getByRole('cell', { name: 'The performer' })
      .or(costs.getByRole('row', { name: /Fee/ }))
      .first()
      .waitFor()
    expect(await costs.getByRole('row', { name: /Reward/ }).count()).toBe(1)
  })

  it.each(faults)('where %s: that place is quiet, the page and its neighbour are whole', async (_what, plant) => {
    for (const [path, answer] of Object.entries(plant)) front.plant(path, answer)
    const rows = await openDay()
    await letters()
      .nth(rows - 1)
      .waitFor({ timeout: patience })
    await places().nth(0).getByRole('button', { name: 'not known yet' }).waitFor({ timeout: patience })
    expect(await page.getByRole('table', { name: 'Payouts' }).getByRole('row').count()).toBe(rows + 1)
    expect(await page.getByRole('alert').count()).toBe(0)
    // And it is there again once what was wrong is right, without the page being loaded anew.
    front.clear()
    if (!plant['/billing/assets/planted.js'] && !plant['/billing/widgets.json']) {
      await places().nth(0).getByRole('button', { name: 'not known yet' }).click()
      await payments()
        .nth(rows - 1)
        .waitFor({ timeout: patience })
    }
  })

  // Where all services are one process, none of them can be away alone.
  if (way === 'composed')
    it(
      'of Billing are there while one of its processes is, and come back with it',
      async () => {
        const [first, ...others] = billing
        await first?.kill()
        const rows = await openDay()
        await payments()
          .nth(rows - 1)
          .waitFor({ timeout: patience })
        for (const other of others) await other.stop()
        expect(await openDay()).toBe(rows)
        await letters()
          .nth(rows - 1)
          .waitFor({ timeout: patience })
        const again = places().nth(0).getByRole('button', { name: 'not known yet' })
        await again.waitFor({ timeout: patience })
        expect(await page.getByRole('table', { name: 'Payouts' }).getByRole('row').count()).toBe(rows + 1)
        expect(await page.getByRole('alert').count()).toBe(0)
        expect(await payments().count()).toBe(0)
        for (const one of billing) one.start()
        for (const one of billing) await until(`${one.name} is ready`, () => one.isReady(), startTime / 2)
        // It comes by itself, too, at its own pace; a press is quicker, and nginx leaves alone for a moment whom it found away.
        await until('what Billing knows is there again', async () => {
          if (await again.isVisible()) await again.click()
          return (await payments().count()) === rows
        })
      },
      startTime,
    )

  it('of a manifest that did not come are asked for again at a press', async () => {
    front.plant('/billing/widgets.json', hanging)
    const rows = await openDay()
    const again = places().nth(0).getByRole('button', { name: 'not known yet' })
    await again.waitFor({ timeout: patience })
    front.clear()
    await again.click()
    await payments()
      .nth(rows - 1)
      .waitFor({ timeout: patience })
  })

  it('of a seventh service appear where it is installed: Accounts knows nothing of it', async () => {
    front.plant('/registry.json', answering(JSON.stringify({ services: [...serviceNames, 'weather'] })))
    front.plant('/weather/widgets.json', manifestOf('weather'))
    front.plant('/weather/api/skies', (request, response) => {
      const ids = new URL(request.url ?? '', 'http://weather').searchParams.get('ids')?.split(',') ?? []
      answering(JSON.stringify(ids.map((id) => ({ id, sky: 'sunny' }))))(request, response)
    })
    front.plant(
      '/weather/assets/planted.js',
      script(`
        import { jsxs } from 'react/jsx-runtime'
        import { useState } from 'react'
        import { batched, useOneOfMany, widgetFor } from '@popug/ui-kit'
        const find = batched(async (ids) => (await fetch('/weather/api/skies?ids=' + ids)).json(), ({ id }) => id)
        const Sky = ({ context: { payoutId } }) => {
          const [word] = useState('a hook of the page’s own React')
          const { data } = useOneOfMany(['weather', 'sky'], payoutId, find)
          return jsxs('i', { title: word, children: ['it was ', data?.sky] })
        }
        export default widgetFor(['${slot}'], Sky)`),
    )
    const rows = await openDay()
    await places()
      .getByText('it was sunny')
      .nth(rows - 1)
      .waitFor({ timeout: patience })
    await payments()
      .nth(rows - 1)
      .waitFor({ timeout: patience })
    expect(front.take().filter((path) => path.startsWith('/weather/api/'))).toHaveLength(1)
  })

  it('of Mailer are not for top management, who see figures and no letters', async () => {
    const executive = await enter(browser, front.address, 'executive@company.test', companyPassword)
    await executive.page.goto(`${front.address}/accounts/days/${day}`)
    const beside = executive.page.locator(`[data-slot="${slot}"]`).first()
    await beside.getByRole('link', { name: 'Paid' }).waitFor({ timeout: patience })
    expect(await beside.getByRole('link').count()).toBe(1)
    expect(executive.faults).toEqual([])
    await executive.page.context().close()
  })
})
