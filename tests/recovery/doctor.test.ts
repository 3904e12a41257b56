import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { serviceNames } from '@popug/contracts/topology.ts'
import { lockFolder } from '@popug/service-kit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Looked } from '../../apps/embedded/doctor/complaints.ts'
import { lookAtFolder } from '../../apps/embedded/doctor/look-at-folder.ts'
import { lookAtNode, lookAtSpace } from '../../apps/embedded/doctor/look-at-machine.ts'
import { lookAtServices } from '../../apps/embedded/doctor/look-at-services.ts'
import { freePorts } from '../servers/free-ports.ts'
import { startStubInstance } from '../servers/stub-instance.ts'
import { popugHere } from '../system/popug.ts'
import { readJson } from '../system/run-program.ts'
import { copyFolder, inDatabase, temporaryFolder } from './damage.ts'

const folders = temporaryFolder()
const fresh = join(folders.path, 'fresh')

beforeAll(async () => {
  const words = ['user', 'add', '--email', 'ada@company.test', '--name', 'Ada', '--role', 'admin', '--json']
  const { code, answer } = readJson<{ role: string; password: string }>(await popugHere(words, fresh))
  expect([code, answer.role, answer.password.length]).toEqual([0, 'admin', 16])
}, 60_000)
afterAll(() => folders.remove())

let data: string
let clean: () => void
beforeEach(() => {
  const own = temporaryFolder()
  clean = own.remove
  data = join(own.path, 'data')
  copyFolder(fresh, data)
})
afterEach(() => clean())

/** What `popug doctor` complains of. */
const complaints = async (env: Record<string, string> = {}): Promise<Looked[]> => {
  const { code, answer } = readJson<{ well: boolean; items: Looked[] }>(
    await popugHere(['doctor', '--json'], data, env),
  )
  const found = answer.items.filter(({ cure }) => cure !== null)
  expect([code, answer.well]).toEqual(found.length > 0 ? [1, false] : [0, true])
  return found
}
const complaint = (at: string, found: string, cure: string) => ({
  at,
  found: expect.stringContaining(found),
  cure: expect.stringContaining(cure),
})

describe('popug doctor', () => {
  it('has nothing to say of an installation that is well', async () => {
    expect(await complaints()).toEqual([])
    const { code, out } = await popugHere(['migrate', '--json'], data)
    const nothing = serviceNames.map((service) => ({ service, steps: [] }))
    expect([code, JSON.parse(out).items]).toEqual([0, expect.arrayContaining(nothing)])
  })

  it('misses an installation', async () => {
    rmSync(data, { recursive: true })
    expect(await complaints()).toEqual([complaint('data folder', 'there is no installation', 'set POPUG_DATA')])
  })

  it('misses a database', async () => {
    rmSync(join(data, 'databases/mailer.sqlite'))
    const cure = 'popug restore <file> --service mailer'
    expect(await complaints()).toEqual([complaint('database of mailer', 'is missing', cure)])
  })

  it('finds a database that is damaged', async () => {
    const file = join(data, 'databases/tasks.sqlite')
    await inDatabase(data, 'tasks', 'pragma wal_checkpoint(truncate)')
    const bytes = readFileSync(file)
    bytes.fill(0xff, 4096, 3 * 4096)
    writeFileSync(file, bytes)
    const cure = 'popug restore <file> --service tasks'
    expect(await complaints()).toEqual([complaint('database of tasks', '', cure)])
  })

  it('misses the secrets, and does not make others in their place', async () => {
    rmSync(join(data, 'secrets.json'))
    expect(await complaints()).toEqual([complaint('secrets', 'is missing', 'Restore it from a backup')])
    expect(existsSync(join(data, 'secrets.json'))).toBe(false)
  })

  it('finds a setting that cannot be', async () => {
    expect(await complaints({ DAY_CLOSES_AT: '25:99' })).toEqual([
      complaint('settings', 'DAY_CLOSES_AT', 'docs/generated/settings.md'),
    ])
  })

  it('finds a port that is taken', async () => {
    const { port } = await freePorts('port')
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    expect(await complaints({ PORT: String(port) })).toEqual([complaint('port', `Port ${port} is taken`, 'set PORT')])
    other.close()
  })

  it('finds what is parked', async () => {
    const event = JSON.stringify({ id: 'x', type: 'payout.issued.v1', data: {} })
    await inDatabase(
      data,
      'mailer',
      `insert into dead_letters (id, topic, position, type, event, reason, status, parked_at)
       values ('0190b3c2-0000-7000-8000-000000000000', 'payouts', 1, 'payout.issued.v1', '${event}', 'a bug', 'parked', 1)`,
    )
    expect(await complaints()).toEqual([
      complaint('mailer', '1 events of payouts are parked', 'popug dead-letters list mailer'),
    ])
  })

  it('leaves alone a folder that Popug runs on, and others refuse it', async () => {
    const release = lockFolder(data)
    expect(await complaints()).toEqual([])
    const { code, err } = await popugHere(['verify'], data)
    expect([code, err]).toEqual([1, expect.stringContaining('Another Popug is running')])
    release()
  })

  it('finds a clock that was set back', async () => {
    await inDatabase(
      data,
      'tasks',
      `insert into outbox (topic, count, events, occurred_at, correlation_id)
       values ('tasks', 1, '[]', ${Date.now()}, 'x')`,
    )
    const at = (now: number) => lookAtFolder(data, now).then(({ looked }) => looked.filter(({ cure }) => cure !== null))
    expect(await at(Date.now())).toEqual([])
    expect(await at(Date.now() - 3_600_000)).toEqual([complaint('clock', 'behind the newest event', 'NTP')])
  })

  it('finds a Node too old, and a disk too full', () => {
    expect(lookAtNode('18.20.8')).toEqual(complaint('Node', 'Popug needs >=20.19', 'Install a newer one'))
    expect(lookAtNode('20.19.0').cure).toBeNull()
    expect(lookAtSpace(data, 2 ** 60)).toEqual(complaint('disk', 'GiB are free', 'Make room'))
    expect(lookAtSpace(data, 1).cure).toBeNull()
  })
})

describe('a service that is asked whether it is ready', () => {
  it.each([
    [503, '{"status":"not ready","database":"down","courier":"up"}', 'is not ready', 'Start its database.'],
    [503, '{"status":"not ready","database":"up"}', 'is not ready', 'Look into the log of tasks.'],
    [503, '{"code":"unavailable","status":503}', 'does not run', 'Start it.'],
    [502, '<h1>Bad Gateway</h1>', 'answers 502', 'See what stands at that address.'],
  ])('and answers %i %s gets the cure for that', async (status, body, found, cure) => {
    const instance = await startStubInstance((_, response) => response.writeHead(status).end(body))
    const looked = await lookAtServices(`http://${instance.address}`)
    await instance.close()
    expect(looked.find(({ at }) => at === 'tasks')).toEqual(complaint('tasks', found, cure))
  })
})
