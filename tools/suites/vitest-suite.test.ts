import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countSuite } from './tally.ts'
import { runSuite, runVitest } from './vitest-suite.ts'

// The counting rests on what vitest really writes, so here it really runs, over files that fail in every way there is.
const files: Record<string, string> = {
  'vitest.config.mjs': "export default { test: { projects: [{ test: { name: 'unit' } }] } }",
  'package.json': '{"type":"module"}',
  'good.test.ts': "test('one', () => {}); test('two', () => {})",
  'bad.test.ts': "test('one', () => { throw new Error('wrong') }); test('two', () => {})",
  'idle.test.ts': "test['skip']('one', () => {}); test['todo']('two'); test('three', () => {})",
  'lost.test.ts': "import './nowhere.ts'; test('one', () => {})",
  'empty.test.ts': 'export {}',
  'hook.test.ts': "beforeAll(() => { throw new Error('no ground') }); test('one', () => {})",
}

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'popug-suites-'))
  await symlink(resolve(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const head = "import { beforeAll, test } from 'vitest'\nvoid beforeAll; void test\n"
const isTest = (name: string): boolean => name.endsWith('.test.ts')

const runOver = async (names: string[]) => {
  for (const name of names) {
    const text = files[name] ?? ''
    await writeFile(join(root, name), isTest(name) ? head + text : text)
  }
  const lines: string[] = []
  const { report, code } = await runVitest(root, 'unit', (chunk) => lines.push(chunk))
  return { tally: countSuite('unit', report, code), code, output: lines.join('') }
}

test('a project in which everything holds', async () => {
  const { tally, code, output } = await runOver(['vitest.config.mjs', 'package.json', 'good.test.ts'])
  expect([tally, code]).toEqual([{ passed: 2, failed: 0, remarks: [] }, 0])
  expect(output).toContain('good.test.ts')
})

test('every way to fail is counted', async () => {
  const { tally, code } = await runOver(Object.keys(files))
  expect(code).toBe(1)
  // good 2, bad 1, idle 1; bad 1, idle 2, lost 1, empty 1, hook 1
  expect(tally).toMatchObject({ passed: 4, failed: 6 })
  for (const reason of ['idle.test.ts', 'lost.test.ts', 'empty.test.ts']) {
    expect(tally.remarks.join('\n')).toContain(reason)
  }
})

describe('what failed', () => {
  const once = `import { existsSync, writeFileSync } from 'node:fs'
    test('steady', () => {})
    test('unsteady', () => {
      if (existsSync('been-here')) return
      writeFileSync('been-here', '')
      throw new Error('too late')
    })`
  const suite = async (written: Record<string, string>) => {
    await Promise.all((await readdir(root)).filter(isTest).map((name) => rm(join(root, name))))
    for (const [name, text] of Object.entries(written)) await writeFile(join(root, name), head + text)
    const lines: string[] = []
    const { passed, failed, remarks } = await runSuite(root, 'unit', (chunk) => lines.push(chunk))
    return { passed, failed, remarks, output: lines.join('') }
  }

  test('runs once more, and is named when it passes only then', async () => {
    const { passed, failed, remarks, output } = await suite({
      'once.test.ts': once,
      'good.test.ts': "test('one', () => {})",
    })
    expect([passed, failed, remarks.length]).toEqual([3, 0, 1])
    expect(remarks[0]).toMatch(
      /^unsteady, passed when it ran again: failed: unsteady in .*once[.]test[.]ts Error: too late/,
    )
    expect(output).toMatch(/unit: what failed runs once more, alone: .*once[.]test[.]ts\n/)
  })

  test('and fails again has failed, and so has all that failed with it', async () => {
    await rm(join(root, 'been-here'))
    const { passed, failed } = await suite({ 'once.test.ts': once, 'bad.test.ts': files['bad.test.ts'] ?? '' })
    expect([passed, failed]).toEqual([2, 2])
  })

  test('in many files, or beside an error outside of the tests, is not run again', async () => {
    const bad = Object.fromEntries([1, 2, 3, 4].map((n) => [`bad-${n}.test.ts`, files['bad.test.ts'] ?? '']))
    expect((await suite(bad)).output).not.toContain('once more')
    const stray = "test('one', async () => { void Promise.reject(new Error('stray')); throw new Error('wrong') })"
    const { failed, output } = await suite({ 'stray.test.ts': stray })
    expect([failed, output.includes('once more')]).toEqual([1, false])
  })
})
