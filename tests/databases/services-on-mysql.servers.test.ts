import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDatabaseServer } from '../servers/database-server.ts'

const root = resolve(import.meta.dirname, '../..')
const services = ['accounts', 'analytics', 'auth', 'billing', 'mailer', 'tasks']

interface Report {
  readonly success: boolean
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly { fullName: string; status: string; failureMessages?: readonly string[] }[]
  }[]
}

let folder: string
let output = ''
let report: Report

/** The services' own tests, all but those of pure rules, each program on a new database of a server. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'popug-report-'))
  const server = await startDatabaseServer({ durable: false })
  try {
    const file = join(folder, 'report.json')
    const args = ['run', '--project', 'unit', ...services.map((name) => `services/${name}/server`)]
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        ...args,
        '--exclude=services/*/server/domain/**',
        '--reporter=json',
        `--outputFile=${file}`,
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, POPUG_TEST_DATABASE: server.rootUrl } },
    )
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk) => {
        output = (output + chunk).slice(-20_000)
      })
    await once(child, 'close')
    report = JSON.parse(
      await readFile(file, 'utf8').catch(() => {
        throw new Error(`vitest left no report:\n${output}`)
      }),
    )
  } finally {
    await server.remove()
  }
}, 20 * 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

it.each(services)('the tests of %s pass on MySQL or MariaDB', (service) => {
  const files = report.testResults.filter(({ name }) => name.includes(`services/${service}/server/`))
  const failures = files.flatMap(({ name, status, message, assertionResults }) => [
    ...(status === 'passed' || message === '' ? [] : [`${name}: ${message}`]),
    ...assertionResults
      .filter((test) => test.status !== 'passed')
      .map((test) => `${test.fullName} ${test.status}: ${test.failureMessages?.[0]?.slice(0, 2_000) ?? ''}`),
  ])
  expect(failures).toEqual([])
  expect(files.flatMap(({ assertionResults }) => assertionResults).length).toBeGreaterThan(10)
})

it('none of them was left out, and nothing went wrong around them', () => {
  expect([report.success, report.numPendingTests, report.numTodoTests]).toEqual([true, 0, 0])
})
