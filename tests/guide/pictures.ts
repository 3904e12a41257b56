import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languages } from '@popug/contracts/roles.ts'
import type { Browser } from 'playwright-core'
import { startChromium } from '../browser/chromium.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { comparePictures, picturesFolder } from './names.ts'
import { addressOf, type Found, type GuidePage, guidePages, type Reader } from './pages.ts'
import { photograph, visit } from './photographer.ts'
import { closeToday, setStage } from './stage.ts'

// Takes the pictures of the guide: `npm run pictures`, or of some pages: `npm run pictures -- my-tasks task`.
// `npm run pictures -- --check` only tells which are missing, and which no page has any more.

interface Shooting {
  readonly browser: Browser
  readonly address: string
  readonly found: Found
  /** The login of the performer whose pages are shown. */
  readonly performer: string
}

/** The pages of which no picture could be taken, and why. */
const failed: string[] = []

const empty = { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' }

/** One reader's pages in one language after the other, for the language is kept with the person. */
const shootReader = async (shooting: Shooting, reader: Reader, pages: readonly GuidePage[]): Promise<void> => {
  const { browser, address, found, performer } = shooting
  const login = reader === 'guest' ? undefined : reader === 'performer' ? performer : reader
  for (const language of languages) {
    const context = await visit(browser, address, language, login)
    const page = await context.newPage()
    for (const one of pages) {
      try {
        console.log((await photograph(page, address + addressOf(one, found), one.name, language)).join('  '))
      } catch (error) {
        // The others are taken all the same; what was not taken is told, and the run fails.
        failed.push(`${one.name}, ${language}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    await context.close()
  }
}

/** Two readers at a time, those with the most pages first. */
const shoot = async (shooting: Shooting, pages: readonly GuidePage[]): Promise<void> => {
  const byReader = [...new Set(pages.map(({ of }) => of))]
    .map((reader) => [reader, pages.filter(({ of }) => of === reader)] as const)
    .sort(([, one], [, other]) => other.length - one.length)
  const queue = byReader.values()
  const work = async (): Promise<void> => {
    for (const [reader, own] of queue) await shootReader(shooting, reader, own)
  }
  await Promise.all([work(), work()])
}

const take = async (pages: readonly GuidePage[]): Promise<void> => {
  await mkdir(picturesFolder, { recursive: true })
  const data = mkdtempSync(join(tmpdir(), 'popug-'))
  // The demo's week is lived with payouts that go by themselves; only then do they wait for a second person.
  const demo = await startEmbeddedSystem({ data, env: { ...empty, POPUG_DEMO: '1' } })
  await demo.stop()
  const env = { ...empty, POPUG_DEMO: '1', PAYOUT_APPROVAL: 'second_person' }
  const system = await startEmbeddedSystem({ data, env })
  const browser = await startChromium()
  try {
    const { address } = system
    const { found, login: performer } = await setStage(address)
    const shooting = { browser, address, performer }
    const [before, after] = [false, true].map((late) => pages.filter((one) => Boolean(one.afterClosing) === late))
    await shoot({ ...shooting, found: { ...found, register: '' } }, before ?? [])
    if (after?.length) {
      await shoot({ ...shooting, found: { ...found, register: await closeToday(address) } }, after)
    }
  } finally {
    await browser.close()
    await system.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

const named = process.argv.slice(2).filter((name) => !name.startsWith('-'))
if (!process.argv.includes('--check')) {
  await take(guidePages.filter(({ name }) => named.length === 0 || named.includes(name)))
  // What no page has any more goes; what lacks is told.
  for (const name of comparePictures().stale) await rm(join(picturesFolder, name))
}
const { missing, stale } = comparePictures()
for (const why of failed) console.log(`not taken: ${why}`)
for (const name of missing) console.log(`missing: ${name}`)
for (const name of stale) console.log(`stale: ${name}`)
if (failed.length + missing.length + stale.length > 0) process.exitCode = 1
