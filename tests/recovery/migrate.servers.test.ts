import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { lockFolder } from '@popug/service-kit'
import { createDatabase, dropDatabase } from '@popug/service-kit/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { migrateAll } from '../../apps/composed/commands/migrate.ts'
import { type SharedServer, startDatabaseServer } from '../servers/database-server.ts'
import { freePorts } from '../servers/free-ports.ts'
import { popugHere } from '../system/popug.ts'
import { type Ran, readJson } from '../system/run-program.ts'
import { inDatabase, temporaryFolder } from './damage.ts'
import { inMysql } from './dumps.ts'

interface Migrated {
  readonly items: readonly { readonly service: ServiceName; readonly steps: readonly string[] }[]
}
const stepsIn = (ran: Ran) => {
  const { code, answer } = readJson<Migrated>(ran)
  return [code, Object.fromEntries(answer.items.map(({ service, steps }) => [service, steps]))]
}

/** The newest steps of Tasks, and what takes them and their changes away again: a database as an earlier Popug left it. */
const newest = ['021-import-line-texts', '022-tasks-by-status-and-title', '023-assignments-clustered-by-task'] as const
const forgotten = (names: readonly string[]): string =>
  `delete from migrations_tasks where name in (${names.map((name) => `'${name}'`).join(', ')})`
/** What the newest of all does on a database server; on SQLite it does nothing. */
const unclustered =
  'alter table assignments drop primary key, add primary key (id), add unique index assignments_of_task (task_id, number)'
const takenAway = (...more: string[]): string[] => [
  ...more,
  'alter table import_lines drop column given',
  forgotten(newest),
]

let folder: ReturnType<typeof temporaryFolder>
let data: string
beforeEach(() => {
  folder = temporaryFolder()
  data = join(folder.path, 'data')
})
afterEach(() => folder.remove())

describe('popug migrate on a data folder', () => {
  const migrate = async () => stepsIn(await popugHere(['migrate', '--json'], data))
  const nothing = Object.fromEntries(serviceNames.map((service) => [service, []]))

  it('takes the steps that a database lacks, and says which; others are left alone', async () => {
    const words = ['user', 'add', '--email', 'ada@company.test', '--name', 'Ada', '--role', 'admin']
    expect((await popugHere(words, data)).code).toBe(0)
    for (const sql of takenAway('drop index tasks_by_status_and_title')) await inDatabase(data, 'tasks', sql)

    expect(await migrate()).toEqual([0, { ...nothing, tasks: newest }])
    expect(await inDatabase(data, 'tasks', 'select given from import_lines')).toEqual([])
    const indexes = await inDatabase(data, 'tasks', "select name from pragma_index_list('tasks')")
    expect(indexes).toContainEqual({ name: 'tasks_by_status_and_title' })
    expect(await migrate()).toEqual([0, nothing])
    expect((await popugHere(['verify', '--quick'], data)).code).toBe(0)
  })

  it('is refused where there is no installation, and while Popug runs', async () => {
    expect((await popugHere(['migrate'], data)).err).toContain('There is no installation')
    const release = lockFolder(data)
    expect((await popugHere(['migrate'], data)).err).toContain('Another Popug is running')
    release()
  })
})

describe('popug migrate where a database server is named', () => {
  const prefix = `migrated${randomBytes(4).toString('hex')}_`
  let server: SharedServer
  const urls = new Map<ServiceName, string>()
  let env: Record<string, string>
  beforeAll(async () => {
    server = await startDatabaseServer({ durable: false })
    for (const service of ['tasks', 'billing', 'mailer'] as const)
      urls.set(service, await createDatabase(server.rootUrl, prefix + service))
    const url = `mysql://${prefix}{service}:${prefix}{service}@${new URL(server.rootUrl).host}/${prefix}{service}`
    env = { SERVICE: 'tasks,billing', DATABASE_URL: url }
  })
  afterAll(async () => {
    for (const service of urls.keys()) await dropDatabase(server.rootUrl, prefix + service)
    await server?.remove()
  })

  const migrate = async (more: Record<string, string> = {}) =>
    stepsIn(await popugHere(['migrate', '--json'], data, { ...env, ...more }))
  const sql = (service: ServiceName, text: string) => inMysql(urls.get(service) ?? '', text)
  const tables = async (service: ServiceName) => (await sql(service, 'show tables')).length

  it('makes empty databases what they are to be, of the services that are named and of no others', async () => {
    const [code, made] = await migrate()
    expect([code, Object.keys(made ?? {})]).toEqual([0, ['tasks', 'billing']])
    expect(made).toMatchObject({ tasks: expect.arrayContaining(['001-outbox', '001-tasks', ...newest]) })
    expect(await sql('billing', "select topic from checkpoints where topic = 'payouts'")).toHaveLength(1)
    expect(await tables('mailer')).toBe(0)
    expect(await migrate()).toEqual([0, { tasks: [], billing: [] }])
  })

  it('takes the steps that a database lacks, and says which', async () => {
    for (const text of takenAway(unclustered, 'drop index tasks_by_status_and_title on tasks')) await sql('tasks', text)
    expect(await migrate()).toEqual([0, { tasks: newest, billing: [] }])
    expect(await sql('tasks', 'select given from import_lines')).toEqual([])
    expect(await sql('tasks', "show index from tasks where key_name = 'tasks_by_status_and_title'")).not.toEqual([])
  })

  it('is what a container’s own program does', async () => {
    await sql('tasks', unclustered)
    await sql('tasks', forgotten([newest[2]]))
    const printed: unknown[] = []
    const spy = vi.spyOn(console, 'log').mockImplementation((line) => printed.push(line))
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    await migrateAll().finally(() => {
      vi.unstubAllEnvs()
      spy.mockRestore()
    })
    expect(printed).toEqual([`tasks: ${newest[2]}`, 'billing: nothing to do'])
  })

  it('says what is missing, who does not let us in, and who does not answer', async () => {
    const said = async (more: Record<string, string>, ...words: string[]) => {
      const { code, err } = await popugHere(['migrate', ...words], data, { ...env, ...more })
      return [code, err]
    }
    expect(await said({ SERVICE: '' })).toEqual([1, expect.stringMatching(/^✗ SERVICE .*For example: SERVICE=tasks$/)])
    const shared = (env.DATABASE_URL ?? '').replaceAll('{service}', 'tasks')
    expect(await said({ DATABASE_URL: shared })).toEqual([1, expect.stringContaining('one database for tasks,billing')])
    const strange = (env.DATABASE_URL ?? '').replace('{service}@', 'nobody@')
    expect(await said({ DATABASE_URL: strange }, '--wait', '1')).toEqual([
      1,
      expect.stringMatching(/^✗ The database of tasks did not let us in within 1 s: .*Access denied/),
    ])
    const { port } = await freePorts('port')
    expect(await said({ DATABASE_URL: `mysql://a:b@127.0.0.1:${port}/{service}` }, '--wait', '1')).toEqual([
      1,
      expect.stringMatching(/^✗ The database of tasks did not let us in within 1 s: .*ECONNREFUSED/),
    ])
  })
})
