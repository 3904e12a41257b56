import { taskRoutes } from '@popug/contracts/tasks.ts'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { freePorts } from '../servers/free-ports.ts'
import { type Company, foundCompany, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { type PopugRunning, startPopug } from '../system/popug.ts'
import { adminEmail, adminPassword, type System } from '../system/system.ts'

let system: System
let company: Company
beforeAll(async () => {
  // A port that it finds again after it was killed, as whoever follows does.
  const { port } = await freePorts('port')
  system = await startEmbeddedSystem({ env: { PORT: String(port) } })
  company = await foundCompany(system, 2)
}, 120_000)
afterAll(() => system?.remove())

let following: PopugRunning | undefined
afterEach(async () => {
  await following?.end('SIGKILL')
})

const follow = (...more: string[]): PopugRunning => {
  const there = ['--url', system.address, '--email', adminEmail, '--password-stdin']
  following = startPopug(['events', 'tail', 'tasks', '--follow', '--json', ...more, ...there], { input: adminPassword })
  return following
}
const createTask = async (): Promise<string> =>
  (await company.manager.call(taskRoutes.createTask, { body: { title: 'Told to whoever follows' } })).id
/** The tasks that whoever follows was told of so far. */
const toldBy = (one: PopugRunning): string[] =>
  one
    .out()
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { data: { taskId: string } }).data.taskId)
const untilTold = (one: PopugRunning, tasks: readonly string[]): Promise<void> =>
  until('whoever follows was told', async () => toldBy(one).length >= tasks.length).then(() =>
    expect(toldBy(one)).toEqual(tasks),
  )

it('follows a topic: tells what was said, then each event once as it is said, until Ctrl-C', async () => {
  const before = [await createTask(), await createTask()]
  const one = follow('--from', '1')
  await untilTold(one, before)
  const after = [await createTask(), await createTask()]
  await untilTold(one, [...before, ...after])
  expect([await one.end('SIGINT'), one.err()]).toEqual([null, ''])
})

it('ends by itself after so many events, those that are still to come among them', async () => {
  const last = await createTask()
  const one = follow('--count', '12')
  await until('it tells of the last ten at most', async () => toldBy(one).includes(last))
  const missing = 12 - toldBy(one).length
  expect(missing).toBeGreaterThanOrEqual(2)
  for (let made = 0; made <= missing; made++) await createTask()
  expect([await one.ended, one.err()]).toEqual([0, ''])
  expect(toldBy(one)).toHaveLength(12)
})

it('goes on where it was when what it follows was killed and is back', async () => {
  const one = follow('--from', '1')
  const before = await createTask()
  await until('it has told what was said', async () => toldBy(one).includes(before))
  const told = toldBy(one)
  await system.kill()
  await system.start()
  const after = await createTask()
  await untilTold(one, [...told, after])
  expect([await one.end('SIGINT'), one.err()]).toEqual([null, ''])
})

it('ends quietly when nobody reads any more', async () => {
  const one = follow('--from', '1')
  await until('it tells something', async () => toldBy(one).length > 0)
  one.stopReading()
  let isOver = false
  const ended = one.ended.finally(() => {
    isOver = true
  })
  await until('it noticed', async () => {
    await createTask()
    return isOver
  })
  expect([await ended, one.err()]).toEqual([0, ''])
})

it('says in a line that nobody answers', async () => {
  const { port } = await freePorts('port')
  const there = ['--url', `http://127.0.0.1:${port}`, '--email', adminEmail, '--password-stdin']
  following = startPopug(['events', 'tail', 'tasks', '--follow', ...there], { input: adminPassword })
  expect(await following.ended).toBe(1)
  expect(following.err()).toMatch(/^✗ Nobody answers at .*\n$/)
})
