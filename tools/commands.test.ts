import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 }) // whole programs run here, on machines that may be busy

const ours = resolve(import.meta.dirname, '..')
let root: string

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, file)), { recursive: true })
  await writeFile(join(root, file), text)
}

/** A small Popug with the real tools, installed dependencies, one frontend, and a program that only says that it runs. */
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'popug-start-')))
  for (const part of ['start.mjs', 'test.mjs', 'setup', 'build', 'check', 'fences', 'suites']) {
    await cp(join(ours, 'tools', part), join(root, 'tools', part), { recursive: true })
  }
  await write('package.json', '{"type":"module"}')
  await write('package-lock.json', '{}')
  await mkdir(join(root, 'node_modules'))
  for (const name of (await readdir(join(ours, 'node_modules'))).filter((each) => !each.startsWith('.'))) {
    await symlink(join(ours, 'node_modules', name), join(root, 'node_modules', name))
  }
  await write('node_modules/.package-lock.json', '{}')
  await write('apps/embedded/main.ts', "const line: string = 'Popug runs'\nconsole.log(line)\n")
  await write('services/tasks/web/index.html', '<!doctype html><title>Tasks</title>')
  await write('services/tasks/web/vite.config.ts', 'export default { root: import.meta.dirname }\n')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  let output = ''
  const child = spawn(process.execPath, [program, ...args], { cwd: root, env: { ...process.env, ...env } })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return { child, said: () => output, ended: once(child, 'close').then(([code]) => code as number | null) }
}
const start = (env: NodeJS.ProcessEnv = {}) => run('tools/start.mjs', [], env)

const until = async (holds: () => boolean): Promise<void> => {
  for (const begun = Date.now(); !holds(); ) {
    if (Date.now() - begun > 15_000) throw new Error('It did not come to pass within 15 s.')
    await new Promise((done) => setTimeout(done, 20))
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('builds what is stale, then runs the services', async () => {
  const first = start()
  expect(await first.ended).toBe(0)
  expect(first.said()).toMatch(/Building 1 frontend …\n {2}tasks built in .*\nPopug runs\n$/)
  const second = start()
  expect(await second.ended).toBe(0)
  expect(second.said()).toBe('Popug runs\n')
})

test('leaves the frontends alone when asked to', async () => {
  const { said, ended } = start({ POPUG_SKIP_BUILD: '1' })
  expect(await ended).toBe(0)
  expect(said()).toBe('Popug runs\n')
  expect(existsSync(join(root, 'services/tasks/web/dist'))).toBe(false)
})

test('a frontend that cannot be built ends it without a stack of ours', async () => {
  await write('services/tasks/web/vite.config.ts', 'export default {')
  const { said, ended } = start()
  expect(await ended).toBe(1)
  expect(said()).toContain('The frontend of tasks could not be built:')
  expect(said()).not.toMatch(/Popug runs|tools\/(start|build)/)
})

test('Ctrl-C while building ends it and what it had started', async () => {
  const config = "import { writeFileSync } from 'node:fs'\nwriteFileSync('building', String(process.pid))\n"
  await write('services/tasks/web/vite.config.ts', `${config}await new Promise((go) => setTimeout(go, 60_000))\n`)
  const { child, said, ended } = start()
  await until(() => existsSync(join(root, 'building')) && readFileSync(join(root, 'building'), 'utf8') !== '')
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(said()).toBe('Building 1 frontend …\n')
  const builder = Number(readFileSync(join(root, 'building'), 'utf8'))
  await until(() => !isAlive(builder))
})

test('npm test ends with its closing line even when it is asked for a suite there is not', async () => {
  const { said, ended } = run('tools/test.mjs', ['everything'])
  expect(await ended).toBe(1)
  expect(said()).toMatch(
    /No suite everything[.] There are: check, unit, web, servers, system, faults, databases, docker[.]\n0 passed, 1 failed\n$/,
  )
})

test('npm test counts, says what did not run, and ends with its closing line', async () => {
  const project = { test: { name: 'unit', globals: true, include: ['some.test.ts'] } }
  await write('vitest.config.mjs', `export default { test: { projects: [${JSON.stringify(project)}] } }\n`)
  await write('some.test.ts', "test('one', () => {})\ntest['skip']('two', () => {})\n")
  const { said, ended } = run('tools/test.mjs', ['unit'])
  expect(await ended).toBe(1)
  expect(said()).toMatch(/! did not run [(]skipped[)]: two in .*some[.]test[.]ts\n[^!]*\n1 passed, 1 failed\n$/)
  await write('some.test.ts', "test('one', () => {})\n")
  const again = run('tools/test.mjs', ['unit'])
  expect(await again.ended).toBe(0)
  expect(again.said()).toMatch(/\n1 passed, 0 failed\n$/)
})
