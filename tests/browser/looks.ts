import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { patience } from './by-keyboard.ts'

const texts = resolve(import.meta.dirname, '../../languages/en')

// Run in the page. The browser does not tell of every end of a request to who watches it from outside, so the page keeps
// its own list of what it asks; the stream of hints, which never ends, is no `fetch`.
const listOfAsked = `(() => {
  const asked = (window.popugAsked = new Map())
  const ask = window.fetch
  window.fetch = async (what, ...how) => {
    const mark = {}
    asked.set(mark, String(what && what.url ? what.url : what))
    const end = () => asked.delete(mark)
    try {
      const answer = await ask(what, ...how)
      answer.clone().arrayBuffer().then(end, end)
      return answer
    } catch (error) {
      end()
      throw error
    }
  }
})()`

/** What tells the addresses that a page waits for: its questions, and the scripts that it loads as it needs them. */
export const watchRequests = async (page: Page): Promise<() => Promise<string[]>> => {
  const scripts = new Map<object, string>()
  await page.addInitScript(listOfAsked)
  // What a page was loading when it was left ends without a word.
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) scripts.clear()
  })
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.set(request, request.url())
  })
  page.on('requestfinished', (request) => scripts.delete(request))
  page.on('requestfailed', (request) => scripts.delete(request))
  return async () => [...((await page.evaluate('[...window.popugAsked.values()]')) as string[]), ...scripts.values()]
}

/** Waits until a page has its heading and nothing on it is being fetched any more. */
export const settle = async (page: Page, waitsFor: () => Promise<readonly string[]>): Promise<void> => {
  const heading = page.locator('main h1, header h1').first()
  await heading.waitFor({ timeout: patience }).catch(() => {
    throw new Error(`${page.url()} has no heading`)
  })
  const deadline = Date.now() + patience
  let still: readonly string[] = []
  for (let quiet = 0; quiet < 3 && Date.now() < deadline; ) {
    still = await waitsFor()
    quiet = still.length === 0 ? quiet + 1 : 0
    await page.waitForTimeout(25)
  }
  if (still.length > 0) throw new Error(`${page.url()} goes on fetching ${still.join(' ')}`)
}

/** What of a page is looked at: all of it, the dialog that stands before it, or only its colours, which are all that a theme changes. */
type Look = 'all' | 'dialog' | 'colours'

// What changes its colour slowly has a colour of neither theme for a moment.
const stillness = `Promise.all(document.getAnimations()
  .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)))
  .map(({ finished }) => finished.catch(() => {}))).then(() => true)`

/** Shows the page light or dark, as the person's system asks for. */
export const wear = async (page: Page, colorScheme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ timeout: patience })
}

/** What is wrong with a page for people who cannot see or point, as far as a machine can tell: WCAG 2.2 AA and good practice. */
export const flawsOf = async (page: Page, look: Look = 'all'): Promise<string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  // Every rule that holds by itself, and the one of WCAG 2.2 that does not.
  axe.options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
  if (look === 'colours') axe.options({ resultTypes: ['violations'], runOnly: ['color-contrast'] })
  if (look === 'dialog') axe.include('[role=dialog]')
  await page.evaluate(stillness)
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(' ')}`)
}

/** Opens each dialog that a page offers, one after another, and tells what is wrong with it; it must go by Escape, and the focus back to its button. */
export const flawsOfDialogs = async (page: Page): Promise<string[]> => {
  const flaws: string[] = []
  const buttons = page.locator('.mantine-Button-root[aria-haspopup=dialog]:visible:enabled:not([data-disabled])')
  for (let index = 0; index < (await buttons.count()); index++) {
    const button = buttons.nth(index)
    const name = `the dialog of “${(await button.innerText()).trim()}”`
    await button.click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor({ timeout: patience })
    flaws.push(...(await flawsOf(page, 'dialog')).map((flaw) => `${name} ${flaw}`))
    if (!(await fitsPhone(page))) flaws.push(`${name} scrolls sideways on a phone`)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached', timeout: patience })
    const deadline = Date.now() + 2_000
    const isBack = async (): Promise<boolean> => (await button.and(page.locator(':focus')).count()) > 0
    while (!(await isBack()) && Date.now() < deadline) await page.waitForTimeout(20)
    if (!(await isBack())) flaws.push(`${name} does not give the focus back`)
  }
  return flaws
}

/** Whether a page fits a phone of 360 px; a chart takes its new width a moment after the window does. */
export const fitsPhone = async (page: Page): Promise<boolean> => {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 740 })
  try {
    const deadline = Date.now() + 5_000
    const isWide = (): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth > 360')
    while ((await isWide()) && Date.now() < deadline) await page.waitForTimeout(50)
    return !(await isWide())
  } finally {
    if (size) await page.setViewportSize(size)
  }
}

// Run in the page, whose names this program does not know.
const allThatIsSaid = `(() => {
  const said = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement.closest('code, pre, script, style')) said.push(node.textContent)
  for (const name of ['aria-label', 'title', 'placeholder'])
    for (const element of document.querySelectorAll('[' + name + ']')) said.push(element.getAttribute(name))
  return said
})()`

const keysOf = (text: unknown, prefix: string): string[] =>
  typeof text === 'object' && text !== null
    ? Object.entries(text).flatMap(([key, within]) => keysOf(within, `${prefix}${key}.`))
    : [prefix.slice(0, -1)]

// A key of one plain word, `open`, may as well be what is said.
const keys = new Set(
  readdirSync(texts)
    .flatMap((file) => keysOf(JSON.parse(readFileSync(join(texts, file), 'utf8')), ''))
    .filter((key) => /[.]|[a-z][A-Z]/.test(key)),
)

/** Texts and labels on a page that are no texts but their keys. Keys that no text has are told by the page itself, on its console. */
export const rawKeys = async (page: Page): Promise<string[]> => {
  const said = (await page.evaluate(allThatIsSaid)) as string[]
  return said.map((text) => text.trim()).filter((text) => keys.has(text))
}

/** Switches the page to a language by the switch that it has, and waits until it is spoken. */
export const switchTo = async (page: Page, language: string): Promise<void> => {
  await page.locator('[role=radiogroup]').getByText(language.toUpperCase(), { exact: true }).first().click()
  await page.locator(`html[lang=${language}]`).waitFor({ timeout: patience })
}
