import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildFrontends } from './frontends.ts'
import { frontendOf, sharedBy, sourcesHash } from './staleness.ts'

let root: string
const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, file)), { recursive: true })
  await writeFile(join(root, file), text)
}
const app = async (service: string): Promise<void> => {
  const web = `services/${service}/web`
  const config = { root: join(root, web), build: { outDir: join(root, web, 'dist') } }
  await write(`${web}/vite.config.ts`, `export default ${JSON.stringify(config)}\n`)
  await write(`${web}/index.html`, '<!doctype html><script type="module" src="/main.ts"></script>')
  await write(`${web}/main.ts`, `document.title = '${service}'\n`)
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'popug-build-'))
  await write('package-lock.json', '{}')
  await write('packages/ui-kit/src/page.ts', 'export const page = 1\n')
  await write('packages/contracts/src/money.ts', 'export const money = 1\n')
  await app('tasks')
  await symlink(resolve(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const build = (): Promise<string[]> => buildFrontends(root, { say: () => {} })

test('builds what is stale and leaves the rest alone', async () => {
  await app('accounts')
  expect(await build()).toEqual(['accounts', 'tasks'])
  expect(await readFile(join(root, 'services/tasks/web/dist/index.html'), 'utf8')).toContain('/assets/')
  expect(await build()).toEqual([])
  await write('services/tasks/web/main.ts', "document.title = 'mended'\n")
  expect(await build()).toEqual(['tasks'])
})

test('what is built is for production, in whatever environment', async () => {
  await write('services/tasks/web/main.ts', 'document.title = process.env.NODE_ENV\n')
  await build()
  const assets = join(root, 'services/tasks/web/dist/assets')
  const [name = ''] = (await readdir(assets)).filter((file) => file.endsWith('.js'))
  expect(process.env.NODE_ENV).toBe('test')
  expect(await readFile(join(assets, name), 'utf8')).toMatch(/document[.]title=.production./)
})

const share = (text: string): Promise<void> => {
  const input = join(root, 'packages/ui-kit/build/all.ts')
  const output = { entryFileNames: 'assets/all.js' }
  const rolldownOptions = { input, output, preserveEntrySignatures: 'strict' }
  const config = { build: { outDir: join(root, 'packages/ui-kit/dist'), rolldownOptions } }
  return write(
    'packages/ui-kit/build/vite.config.ts',
    `export default { ...${JSON.stringify(config)}, plugins: [{ name: 'map', generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'shared.json', source: ${JSON.stringify(text)} })
    } }] }\n`,
  )
}

test('what the frontends share is built before them, and makes them stale where it lies elsewhere now', async () => {
  await write('packages/ui-kit/build/all.ts', `export const words = ${JSON.stringify('popug '.repeat(500))}\n`)
  await share('{"react":"one"}')
  expect(await build()).toEqual(['tasks'])
  expect(await readFile(join(root, 'packages/ui-kit/dist/shared.json'), 'utf8')).toBe('{"react":"one"}')
  const [packed, plain] = await Promise.all(
    ['all.js.gz', 'all.js'].map((name) => readFile(join(root, 'packages/ui-kit/dist/assets', name))),
  )
  expect(gunzipSync(packed as Buffer).equals(plain as Buffer)).toBe(true)
  expect(await build()).toEqual([])
  await write('packages/ui-kit/dist/shared.json', '{"react":"two"}')
  expect(await build()).toEqual(['tasks'])
})

test('a frontend that cannot be built is named, and is built again the next time', async () => {
  await write('services/tasks/web/main.ts', "import './missing.ts'\n")
  await expect(build()).rejects.toThrow(/frontend of tasks could not be built:[\s\S]*missing/)
  await expect(build()).rejects.toThrow('frontend of tasks')
  await write('services/tasks/web/main.ts', 'export {}\n')
  expect(await build()).toEqual(['tasks'])
})

test.each([
  'services/tasks/web/new.ts',
  'packages/ui-kit/src/page.ts',
  'packages/contracts/src/money.ts',
  'languages/ru/tasks.json',
  'package-lock.json',
])('a change of %s makes the pages stale', async (file) => {
  const before = await sourcesHash(root, frontendOf('tasks'))
  await write(file, 'export const changed = 2\n')
  expect(await sourcesHash(root, frontendOf('tasks'))).not.toBe(before)
})

test.each([
  'services/tasks/web/dist/index.html',
  'services/tasks/web/page.test.tsx',
  'services/tasks/server/service.ts',
  'services/accounts/web/page.ts',
])('a change of %s does not', async (file) => {
  const before = await sourcesHash(root, frontendOf('tasks'))
  await write(file, 'export const changed = 2\n')
  expect(await sourcesHash(root, frontendOf('tasks'))).toBe(before)
})

test('a change of any page makes what they share stale: it may ask for one name more', async () => {
  const all = sharedBy(['tasks', 'accounts'])
  const before = await sourcesHash(root, all)
  await write('services/accounts/web/page.ts', 'export const changed = 2\n')
  expect(await sourcesHash(root, all)).not.toBe(before)
})

test('text moved from one file to the next is a change', async () => {
  await write('services/tasks/web/a.ts', 'one')
  await write('services/tasks/web/b.ts', 'two')
  const before = await sourcesHash(root, frontendOf('tasks'))
  await write('services/tasks/web/a.ts', 'onet')
  await write('services/tasks/web/b.ts', 'wo')
  expect(await sourcesHash(root, frontendOf('tasks'))).not.toBe(before)
})
