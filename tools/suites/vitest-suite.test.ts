import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countSuite } from './tally.ts'
import { runVitest } from './vitest-suite.ts'

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

const runOver = async (names: string[]) => {
  const head = "import { beforeAll, test } from 'vitest'\nvoid beforeAll; void test\n"
  for (const name of names) {
    const text = files[name] ?? ''
    await writeFile(join(root, name), name.endsWith('.test.ts') ? head + text : text)
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
