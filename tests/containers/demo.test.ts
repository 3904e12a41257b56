import { taskRoutes } from '@popug/contracts/tasks.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoPassword } from '../../apps/embedded/demo/people.ts'
import { Person } from '../../apps/embedded/person.ts'
import { freePorts } from '../servers/free-ports.ts'
import { compose } from './compose.ts'

/** Milliseconds that the containers of a demo may take to come up, and their people to live through a morning. */
const patience = 300_000

let address: string
let env: Record<string, string>
/** `POPUG_DEMO=1 docker compose up`, as a newcomer types it: with nothing else set but names and ports of this run's own. */
beforeAll(async () => {
  const { port, bank } = await freePorts('port', 'bank')
  env = {
    POPUG_DEMO: '1',
    POPUG_PORT: String(port),
    SANDBOX_PORT: String(bank),
    COMPOSE_PROJECT_NAME: `popug-test-${port}`,
  }
  address = `http://127.0.0.1:${port}`
  await compose(['up', '--wait', '--no-build', '--pull', 'missing'], env, { within: patience })
}, patience)
afterAll(() => compose(['down', '--volumes', '--timeout', '5'], env))

const signIn = (who: string): Promise<Person> => new Person(address).signIn(`${who}@popug.test`, demoPassword)
const closed = async (person: Person): Promise<number> =>
  (await person.all(taskRoutes.listTasks, { query: { status: 'closed' } })).length

it('lets the demo people in, who have worked already, with throw-away secrets', async () => {
  expect((await signIn('kesha')).me.role).toBe('performer')
  expect(await closed(await signIn('manager'))).toBeGreaterThan(0)
})

it('lives through the morning once, however often it is started', async () => {
  const manager = await signIn('manager')
  const before = await closed(manager)
  await compose(['run', '--rm', '--no-deps', 'demo'], env)
  expect(await closed(manager)).toBe(before)
})

it.each([
  ['verify', { outcome: 'well' }],
  ['reconcile', {}],
])('has `popug %s` in its containers, which finds everything well', async (command, found) => {
  const where = ['--url', 'http://{service}:3000', '--email', 'admin@popug.test', '--password-stdin', '--json']
  const args = ['exec', '-T', 'tasks', 'node', 'popug.mjs', command, ...where]
  // A command that finds something ends with another code, and the promise rejects.
  const said = await compose(args, env, { input: `${demoPassword}\n` })
  expect(JSON.parse(said)).toMatchObject(found)
})
