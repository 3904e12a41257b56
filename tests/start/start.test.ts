import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { authRoutes } from '@popug/contracts/auth.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword, demoPeople } from '../../apps/embedded/demo/people.ts'
import { Person } from '../../apps/embedded/person.ts'
import { until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'

const root = resolve(import.meta.dirname, '../..')

/** Runs a start that is not meant to succeed; answers how it ended and what it said. */
const startBadly = async (env: Record<string, string>): Promise<{ code: number | null; said: string[] }> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/embedded/main.ts'], {
    cwd: root,
    env: { ...process.env, POPUG_DEMO: '0', PORT: '0', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, said: output.split('\n').filter((line) => line.startsWith('✗')) }
}

describe('a start that cannot be', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'popug-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('for want of the port is told in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, said } = await startBadly({ PORT: String(port), POPUG_DATA: folder })
    other.close()
    expect([code, said]).toEqual([1, [expect.stringContaining(`Port ${port} is taken`)]])
  })

  it('for want of the folder is told in one line', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const { code, said } = await startBadly({ POPUG_DATA: join(file, 'data') })
    expect([code, said]).toEqual([1, [expect.stringContaining('cannot be written to')]])
  })

  it('for broken settings is told in a line for each of them', async () => {
    const { code, said } = await startBadly({
      POPUG_DATA: folder,
      CURRENCY: 'dollars',
      BUSINESS_TIME_ZONE: 'Mars/Olympus',
      FEE_MIN_MINOR: 'ten',
    })
    expect(code).toBe(1)
    for (const name of ['CURRENCY', 'BUSINESS_TIME_ZONE', 'FEE_MIN_MINOR'])
      expect(said.filter((line) => line.includes(name))).toHaveLength(1)
  })

  it('because another Popug has the folder is told in one line', async () => {
    const running = await startEmbeddedSystem({ data: join(folder, 'taken') })
    const { code, said } = await startBadly({ POPUG_DATA: join(folder, 'taken') })
    await running.remove()
    expect([code, said]).toEqual([1, [expect.stringContaining('Another Popug is running')]])
  })
})

describe('the first start', () => {
  let system: System
  beforeAll(async () => {
    system = await startEmbeddedSystem({ env: { POPUG_DEMO: '1', ADMIN_EMAIL: '', ADMIN_PASSWORD: '' } })
  })
  afterAll(() => system.remove())

  it('names the demo people, and each of them can sign in', async () => {
    await until('the last of them is named', async () => system.printed().includes(demoPeople.at(-1)?.email ?? ''))
    for (const { email, role } of demoPeople) {
      expect(system.printed()).toMatch(new RegExp(`${email}\\s+${role}`))
      const { me } = await new Person(system.address).signIn(email, demoPassword)
      expect(me.role).toBe(role)
    }
  })

  it('leaves tasks in different states, and none of the performers without work', async () => {
    const manager = await new Person(system.address).signIn('manager@popug.test', demoPassword)
    const tasks = await manager.all(taskRoutes.listTasks)
    expect(tasks.length).toBeGreaterThan(36)
    expect(new Set(tasks.map(({ status }) => status))).toEqual(new Set(['open', 'closed']))
    const people = await manager.all(authRoutes.listUsers, { query: { role: 'performer' } })
    const busy = new Set(tasks.filter(({ status }) => status === 'open').map(({ userId }) => userId))
    expect(people.filter(({ id }) => !busy.has(id))).toEqual([])
  })

  it('serves every service: alive, ready, and its interface as OpenAPI', async () => {
    for (const service of serviceNames) {
      const get = (path: string) => fetch(`${system.address}/${service}${path}`)
      expect((await get('/healthz')).status, service).toBe(200)
      expect(await (await get('/readyz')).json()).toMatchObject({ status: 'ready', database: 'up', courier: 'up' })
      expect(await (await get('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' })
      expect((await get('/api/docs/')).status).toBe(200)
      expect(await (await get('/')).text()).toContain('<div id="root">')
    }
  })

  it('is not repeated: the second one finds the same work, and says nothing of people', async () => {
    const before = await new Person(system.address).signIn('manager@popug.test', demoPassword)
    const tasks = await before.all(taskRoutes.listTasks)
    expect(await system.stop()).toBe(0)
    await system.start()
    expect(system.printed()).not.toContain('Demo people')
    const after = await new Person(system.address).signIn('manager@popug.test', demoPassword)
    expect(await after.all(taskRoutes.listTasks)).toEqual(tasks)
  })
})

describe('an empty start', () => {
  it('asks for the first admin', async () => {
    const system = await startEmbeddedSystem({ env: { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' } })
    await until('the way to the first admin is told', async () => system.printed().includes('popug -- user add'))
    await system.remove()
  })
})
