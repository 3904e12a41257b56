import { copyFile, mkdtemp, realpath, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { cruise } from './fences/cruise.ts'
import { buildSkeleton, plant } from './fences/skeleton.ts'
import { trespasses } from './fences/trespasses.ts'

vi.setConfig({ testTimeout: 60_000 }) // whole programs run here, on machines that may be busy

const root = resolve(import.meta.dirname, '..')
const rules = '.dependency-cruiser.cjs'

let folder: string
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'popug-fences-')))
  await buildSkeleton(folder)
  await copyFile(join(root, rules), join(folder, rules))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('import rules', () => {
  test('let an innocent tree pass', async () => {
    const { summary } = await cruise(folder)
    expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
  })

  test('catch every planted trespass by its rule', async () => {
    for (const { file, source } of trespasses) await plant(folder, file, source)
    const { summary } = await cruise(folder)
    const caught = new Set(
      summary.violations.flatMap(({ from, rule, cycle = [] }) =>
        [from, ...cycle.map(({ name }) => name)].map((file) => `${rule.name}: ${file}`),
      ),
    )
    expect(trespasses.map(({ rule, file }) => `${rule}: ${file}`).filter((expected) => !caught.has(expected))).toEqual(
      [],
    )
  })

  test('are each tried by at least one trespass', () => {
    const config = createRequire(import.meta.url)(`../${rules}`) as { forbidden: { name: string }[] }
    const tried = new Set(trespasses.map(({ rule }) => rule))
    expect(config.forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([])
  })

  test('are really applied to the real tree', async () => {
    const { modules, summary } = await cruise(root)
    const ours = modules.filter(({ source }) => /^(packages|services|apps)\/.*[.]tsx?$/.test(source))
    expect(ours.length).toBeGreaterThan(50)
    expect(modules.map(({ source }) => source)).toContain('packages/contracts/src/money.ts')
    const kit = modules.filter(({ source }) => source.startsWith('packages/service-kit/'))
    const across = kit.flatMap(({ dependencies }) => dependencies.map(({ resolved }) => resolved))
    expect(across.some((file) => file.startsWith('packages/contracts/src/'))).toBe(true)
    expect(summary.totalCruised).toBeGreaterThan(ours.length)
  })
})
