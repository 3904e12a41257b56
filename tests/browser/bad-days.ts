import type { BrowserContext, Page, Route } from 'playwright-core'
import { patience } from './by-keyboard.ts'
import { settle, watchRequests } from './looks.ts'

/** Who somebody is has to be known for a page to stand at all; the stream of hints is not waited for. */
const isGround = ({ pathname }: URL): boolean =>
  /^[/]auth[/]api[/](session|installation)$|[/]api[/]live$/.test(pathname)

const refused = async (route: Route): Promise<boolean> => {
  await route.fulfill({
    status: 503,
    contentType: 'application/problem+json',
    body: JSON.stringify({
      type: 'about:blank',
      code: 'unavailable',
      title: 'The service does not answer',
      status: 503,
      correlationId: '0b5f1c9e-squawk',
    }),
  })
  return true
}

/** Whether it was a list that had something to leave out. */
const emptied = async (route: Route): Promise<boolean> => {
  const answer = await route.fetch()
  const body: unknown = /json/.test(answer.headers()['content-type'] ?? '') ? await answer.json() : undefined
  const isList = typeof body === 'object' && body !== null && 'items' in body
  await route.fulfill({
    response: answer,
    ...(isList ? { body: JSON.stringify({ ...body, items: [], next: null }) } : {}),
  })
  return isList
}

const serviceOf = (address: string): string | undefined => new URL(address).pathname.split('/')[1]

/** Quiet words for what a neighbour has not told. */
const notKnown = /not known yet|пока неизвестно/

/** What a page is answered on a bad day, or on the very first one. */
export interface BadDay {
  readonly colorScheme: 'light' | 'dark'
  readonly language: 'en' | 'ru'
  /** Whose answers are others: the page's own service's, its neighbours', or all. */
  readonly of: 'own' | 'neighbours' | 'all'
  /** Answers a question in a service's place, and tells whether it was another answer; `never` is none. */
  readonly answer: ((route: Route) => Promise<boolean>) | 'never'
  /** Whether a page says what is wrong; where it need not, nothing. */
  readonly says?: (page: Page) => Promise<boolean>
}

const isThere = async (page: Page, selector: string): Promise<boolean> =>
  (await page.locator('main').locator(selector).or(page.locator('main').getByText(notKnown)).count()) > 0

/** By what is wrong with them. */
export const badDays: Readonly<Record<string, BadDay>> = {
  'nothing there': { colorScheme: 'light', language: 'en', of: 'own', answer: emptied },
  'every question refused': {
    colorScheme: 'dark',
    language: 'ru',
    of: 'all',
    answer: refused,
    says: (page) => isThere(page, '[role=alert]'),
  },
  'no answer yet': {
    colorScheme: 'dark',
    language: 'en',
    of: 'all',
    answer: 'never',
    says: (page) => isThere(page, '.mantine-Skeleton-root'),
  },
  'the neighbours away': { colorScheme: 'light', language: 'ru', of: 'neighbours', answer: refused },
}

/** What tells how a page fares on such a day. */
export interface Unlucky {
  readonly page: Page
  /** Opens an address, waits until it stands as it will, and answers how many questions were answered otherwise. */
  open(address: string): Promise<number>
}

/** A page of a context whose services answer as on that day; somebody is signed in there already. */
export const unluckyIn = async (context: BrowserContext, day: BadDay): Promise<Unlucky> => {
  const page = await context.newPage()
  const asked = await watchRequests(page)
  let others = 0
  let visit = 0
  const silent = new Set<string>()
  const isConcerned = (route: Route): boolean => {
    const isOwn = serviceOf(route.request().url()) === serviceOf(page.url())
    return route.request().method() === 'GET' && (day.of === 'all' || (day.of === 'own') === isOwn)
  }
  await page.route(
    (url) => url.pathname.includes('/api/') && !isGround(url),
    async (route) => {
      if (!isConcerned(route)) return route.continue().catch(() => undefined)
      if (day.answer === 'never') {
        const { pathname, search } = new URL(route.request().url())
        silent.add(pathname + search)
        others++
        return
      }
      const asking = visit
      // The page may have gone on to the next one meanwhile.
      if ((await day.answer(route).catch(() => false)) && asking === visit) others++
    },
  )
  return {
    page,
    open: async (address) => {
      // Nothing that the page before still asks is counted.
      await page.goto('about:blank')
      visit++
      others = 0
      silent.clear()
      await page.goto(address)
      const waitsFor = async (): Promise<string[]> => (await asked()).filter((one) => !silent.has(one))
      await settle(page, waitsFor)
      if (day.answer === 'never') return others
      // A question that was refused for now is asked twice more before the page says so.
      await page.locator('main .mantine-Skeleton-root').first().waitFor({ state: 'detached', timeout: patience })
      await settle(page, waitsFor)
      return others
    },
  }
}
