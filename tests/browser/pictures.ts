import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { demoPassword } from '../../apps/embedded/demo/people.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { enter, startChromium } from './chromium.ts'

/** The pictures of the README: who sees which page, of the demo as it is after its first start. */
const pictures = [
  { file: 'company-by-days', login: 'accountant', path: '/accounts/' },
  { file: 'all-tasks', login: 'manager', path: '/tasks/' },
  { file: 'my-account', login: 'rio', path: '/accounts/' },
] as const

const folder = resolve(import.meta.dirname, '../../docs/guide')
mkdirSync(folder, { recursive: true })
const system = await startEmbeddedSystem({ env: { POPUG_DEMO: '1', ADMIN_EMAIL: '', ADMIN_PASSWORD: '' } })
const browser = await startChromium()
try {
  for (const { file, login, path } of pictures) {
    const { page } = await enter(browser, system.address, `${login}@popug.test`, demoPassword)
    await page.goto(system.address + path)
    await page.waitForLoadState('networkidle')
    // Charts draw themselves in; the picture is of what they come to.
    await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished))')
    await page.screenshot({ path: join(folder, `${file}.png`) })
    await page.context().close()
    console.log(`written: docs/guide/${file}.png`)
  }
} finally {
  await browser.close()
  await system.remove()
}
