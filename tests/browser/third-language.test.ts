import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CopyOfSources, copySources } from '../faults/copy-of-sources.ts'
import { type Company, companyPassword, foundCompany } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { runProgram } from '../system/run-program.ts'
import type { System } from '../system/system.ts'
import { enter, startChromium, type Visitor } from './chromium.ts'

type Texts = string | { [key: string]: Texts } | Texts[]

/** Texts of a language that nobody speaks: the English ones in marks of quotation. */
const quoted = (texts: Texts): Texts => {
  if (typeof texts === 'string') return `„${texts}“`
  if (Array.isArray(texts)) return texts.map(quoted)
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, quoted(text)]))
}

const plantGerman = async (sources: string): Promise<void> => {
  const folder = join(sources, 'languages/de')
  await cp(join(sources, 'languages/en'), folder, { recursive: true })
  for (const file of await readdir(folder)) {
    const path = join(folder, file)
    const texts = file === 'language.json' ? {} : quoted(JSON.parse(await readFile(path, 'utf8')) as Texts)
    await writeFile(path, JSON.stringify(texts))
  }
}

/** One folder more, the two commands that the guide tells, and everything speaks it. */
describe('a third language', () => {
  let copy: CopyOfSources
  let system: System
  let company: Company
  let browser: Browser
  let reader: Visitor
  const run = (args: readonly string[]) => runProgram([...args], { cwd: copy.folder, env: process.env })

  beforeAll(async () => {
    copy = await copySources()
    await plantGerman(copy.folder)
  })
  afterAll(async () => {
    await browser?.close()
    await system?.remove()
    await copy?.remove()
  })

  it('is found by its folder, and its programs are built', async () => {
    const generated = await run(['--import', 'tsx', 'tools/generate/main.ts'])
    expect(generated.out).toContain('written: packages/contracts/generated/languages.ts')
    expect(generated.out).not.toContain('languages/de')
    const built = await run(['tools/build.mjs'])
    expect({ code: built.code, err: built.err }).toEqual({ code: 0, err: '' })
    system = await startEmbeddedSystem({ sources: copy.folder })
    company = await foundCompany(system, 1)
    browser = await startChromium()
  })

  it('stands in the switch, and pages speak it', async () => {
    reader = await enter(browser, system.address, 'performer1@company.test', companyPassword)
    const { page } = reader
    await page.getByRole('radiogroup', { name: 'Language' }).getByText('DE', { exact: true }).click()
    await page.getByRole('heading', { name: '„My tasks“' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await page.goto(`${system.address}/auth/profile`)
    await page.getByRole('radio', { name: 'Deutsch' }).waitFor({ state: 'attached' })
    expect(await page.getByRole('radio', { name: 'Deutsch' }).isChecked()).toBe(true)
    expect(reader.faults).toEqual([])
  })

  it('letters speak it', async () => {
    const [performer] = company.performers
    const { id } = await company.manager.call(taskRoutes.createTask, { body: { title: 'Feed the parrots' } })
    await performer!.call(taskRoutes.closeTask, { params: { id } })
    await company.settled()
    const { items } = await company.accountant.call(accountRoutes.listDays, { query: { limit: 1 } })
    await company.accountant.call(accountRoutes.closeDay, { params: { day: items[0]!.day } })
    await company.settled()
    await company.delivered()
    const { items: letters } = await performer!.call(mailerRoutes.listMails, { query: { limit: 1 } })
    expect(letters[0]?.subject).toMatch(/^„Your payout for \d+[.] \p{L}+ \d{4}: /u)
  })
})
