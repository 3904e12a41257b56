import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Person } from '../../apps/embedded/person.ts'
import { temporaryFolder } from '../recovery/damage.ts'
import { freePorts } from '../servers/free-ports.ts'
import { until } from '../system/company.ts'
import { type PopugRunning, popugHere, startPopug } from '../system/popug.ts'
import { adminEmail, adminPassword } from '../system/system.ts'

let folder: ReturnType<typeof temporaryFolder>
let env: Record<string, string>
let running: PopugRunning | undefined
beforeEach(async () => {
  folder = temporaryFolder()
  const { port } = await freePorts('port')
  const admin = { ADMIN_EMAIL: adminEmail, ADMIN_PASSWORD: adminPassword }
  env = { PORT: String(port), POPUG_DATA: join(folder.path, 'data'), POPUG_DEMO: '0', ...admin }
})
afterEach(async () => {
  await running?.end('SIGKILL')
  folder.remove()
})

/** Starts it, and answers once it says where it runs. */
const start = async (): Promise<{ one: PopugRunning; address: string }> => {
  const one = startPopug(['start'], { env })
  running = one
  const address = `http://localhost:${env.PORT}`
  await until('it runs', async () => one.out().includes(`Popug runs at ${address}`))
  return { one, address }
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'popug start runs all of Popug until %s, and again on the same data',
  async (signal) => {
    const first = await start()
    const admin = await new Person(first.address).signIn(adminEmail, adminPassword)
    expect(admin.me.role).toBe('admin')
    const page = await fetch(`${first.address}/tasks/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
    expect(await first.one.end(signal)).toBe(0)
    expect([first.one.out(), first.one.err()]).toEqual([expect.stringMatching(/\nStopping …\nStopped[.]\n$/), ''])

    const again = await start()
    expect((await new Person(again.address).signIn(adminEmail, adminPassword)).me.id).toBe(admin.me.id)
    expect(await again.one.end(signal)).toBe(0)
  },
)

it('popug start ends with a complaint where it cannot run, and starts nothing for words that it does not know', async () => {
  const { one } = await start()
  const other = startPopug(['start'], { env: { ...env, PORT: '0' } })
  expect([await other.ended, other.err()]).toEqual([1, expect.stringMatching(/^✗ Another Popug is running on .*\n$/)])
  expect(await one.end('SIGTERM')).toBe(0)
  for (const words of [
    ['start', '--port', '9000'],
    ['start', 'now'],
  ]) {
    const { code, err } = await popugHere(words, env.POPUG_DATA ?? '')
    expect([code, err]).toEqual([2, expect.stringContaining('Usage: popug start')])
  }
})
