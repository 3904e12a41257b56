import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { checks } from './checks.ts'
import { runChecks } from './run-checks.ts'

const root = resolve(import.meta.dirname, '../..')

test('counts both ends and shows what a failed check said, and only that', async () => {
  const lines: string[] = []
  const result = await runChecks(
    root,
    [
      { name: 'good', args: ['-e', 'console.log("all is well")'] },
      { name: 'bad', args: ['-e', 'console.error("line 7 is wrong"); process.exit(3)'] },
      { name: 'lost', args: ['no-such-program.mjs'] },
    ],
    (line) => lines.push(line),
  )
  const said = lines.join('\n')
  expect(result).toEqual({ passed: 1, failed: 2, remarks: ['failed: the check bad', 'failed: the check lost'] })
  expect(said).toMatch(/✓ good \(\d+[.]\d s\)/)
  expect(said).toMatch(/✗ bad \(\d+[.]\d s\)\nline 7 is wrong/)
  expect(said).toMatch(/✗ lost/)
  expect(said).not.toContain('all is well')
})

test('every check is a program that is installed', () => {
  const programs = checks(root).map(({ args }) => args.find((arg) => /^(node_modules|tools)\//.test(arg)))
  expect(programs.length).toBeGreaterThanOrEqual(5)
  expect(programs.filter((program) => !program || !existsSync(join(root, program)))).toEqual([])
})

test('generated documents are checked where there is a generator', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'popug-checks-'))
  const names = () => checks(folder).map(({ name }) => name)
  try {
    expect(names()).not.toContain('generated documents')
    await mkdir(join(folder, 'tools/generate'), { recursive: true })
    await writeFile(join(folder, 'tools/generate/main.ts'), '')
    expect(names()).toContain('generated documents')
  } finally {
    await rm(folder, { recursive: true })
  }
})
