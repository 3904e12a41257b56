import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const folders = ['languages', 'packages', 'services', 'apps', 'deploy', 'tests', 'tools']
const files = [
  'package.json',
  'package-lock.json',
  'vitest.config.ts',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.web.json',
]
const leftOut = new Set(['node_modules', 'data', '.vite'])

/** How tests went. */
export interface Tested {
  /** Whether nothing at all went wrong. */
  readonly passed: boolean
  readonly tests: readonly { readonly file: string; readonly name: string; readonly status: string }[]
  readonly output: string
}

/** The project of vitest.config.ts that a test file belongs to: one of them starts sooner than all. */
const projectOf = (file: string): string => {
  if (file.startsWith('tests/faults/')) return 'faults'
  return file.endsWith('.servers.test.ts') ? 'servers' : 'unit'
}

/** A copy of the sources that can be changed without harm, and whose tests can be run. */
export interface CopyOfSources {
  readonly folder: string
  /** Replaces a text that must stand exactly once in a file; answers how to put it back. */
  replace(file: string, from: string, to: string): Promise<() => Promise<void>>
  /** Runs tests of some files by a pattern of their names; answers how each of them went, and what was printed. */
  test(files: readonly string[], name: string, env?: Readonly<Record<string, string>>): Promise<Tested>
  remove(): Promise<void>
}

/** Packages of the workspace lead into the copy, all others to where they are installed. */
const linkPackages = async (folder: string): Promise<void> => {
  const installed = join(root, 'node_modules')
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, '@popug'), { recursive: true })
  for (const name of await readdir(installed)) {
    if (name === '@popug' || name.startsWith('.')) continue
    await symlink(join(installed, name), join(modules, name))
  }
  for (const name of await readdir(join(installed, '@popug'))) {
    const place = relative(root, await realpath(join(installed, '@popug', name)))
    await symlink(join(folder, place), join(modules, '@popug', name))
  }
}

/** Copies the sources into a temporary folder. */
export const copySources = async (): Promise<CopyOfSources> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'popug-mutations-')))
  for (const name of folders)
    await cp(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !leftOut.has(basename(path)),
    })
  for (const name of files) await cp(join(root, name), join(folder, name))
  await mkdir(join(folder, '.cache'))
  await linkPackages(folder)

  return {
    folder,
    replace: async (file, from, to) => {
      const path = join(folder, file)
      const text = await readFile(path, 'utf8')
      const times = text.split(from).length - 1
      if (times !== 1) throw new Error(`${file} has ${times} places to mutate, not one: ${from}`)
      await writeFile(
        path,
        text.replace(from, () => to),
      )
      return () => writeFile(path, text)
    },
    test: async (asked, name, env = {}) => {
      const report = join(folder, '.cache/report.json')
      await rm(report, { force: true })
      const projects = [...new Set(asked.map(projectOf))].flatMap((project) => ['--project', project])
      const options = ['--bail', '1', '--retry', '0', '--reporter', 'json', '--outputFile', report]
      const child = spawn(
        process.execPath,
        [
          join(root, 'node_modules/vitest/vitest.mjs'),
          ...['run', '--root', folder, ...projects, ...asked, '-t', name, ...options],
        ],
        { cwd: folder, env: { ...process.env, VITEST: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
      )
      let output = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          output = (output + chunk.toString()).slice(-20_000)
        })
      const [code] = (await once(child, 'exit')) as [number | null]
      const told = JSON.parse(await readFile(report, 'utf8').catch(() => '{"testResults":[]}')) as {
        testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
      }
      const tests = told.testResults.flatMap(({ name: path, assertionResults }) =>
        assertionResults.map(({ fullName, status }) => ({ file: relative(folder, path), name: fullName, status })),
      )
      return { passed: code === 0, tests, output }
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}
