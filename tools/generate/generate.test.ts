import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventKinds } from '@popug/contracts/events.ts'
import type { Released } from '@popug/contracts/registry/released.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { registryPath } from './events-of-release.ts'
import { generate, type Mode } from './generate.ts'

let root: string
let lines: string[]
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'popug-generate-'))
  await version('1.0.0')
})
afterEach(() => rm(root, { recursive: true }))

const version = (to: string) => writeFile(join(root, 'package.json'), JSON.stringify({ version: to }))
const run = (mode: Mode): Promise<boolean> => {
  lines = []
  return generate(root, mode, (line) => lines.push(line))
}
const registry = async () => JSON.parse(await readFile(join(root, registryPath), 'utf8')) as Released
type Loose = Record<string, Record<string, { since: string; data: { required: string[]; properties: object } }>>
/** Makes the release another one than it was. */
const rewrite = async (change: (released: Loose) => void) => {
  const released = (await registry()) as unknown as Loose
  change(released)
  await writeFile(join(root, registryPath), `${JSON.stringify(released, null, 2)}\n`)
}

it('a release writes the events down and makes the documents, and passes the check', async () => {
  expect(await run('release')).toBe(true)
  expect(lines).toContain(`written: ${registryPath}`)
  const { release, events } = await registry()
  expect(release).toBe('1.0.0')
  expect(Object.keys(events)).toEqual(eventKinds.map(({ type }) => type))
  expect(await run('check')).toBe(true)
  expect(lines).toEqual([])
})

it('the check writes nothing, and names what differs', async () => {
  await run('release')
  const page = join(root, 'docs/generated/events.md')
  await writeFile(page, 'something else')
  await rm(join(root, 'docs/generated/routes.md'))
  expect(await run('check')).toBe(false)
  expect(lines).toEqual([
    'differs from its source: docs/generated/events.md',
    'differs from its source: docs/generated/routes.md',
    'Run `npm run generate` and commit what it writes.',
  ])
  expect(await readFile(page, 'utf8')).toBe('something else')
  expect(existsSync(join(root, 'docs/generated/routes.md'))).toBe(false)
  expect(await run('write')).toBe(true)
  expect(await run('check')).toBe(true)
})

it('what today breaks of the last release fails the check and the next release', async () => {
  await run('release')
  await rewrite(({ events }) => {
    const closed = events?.['task.closed.v1']
    closed?.data.required.push('title')
    Object.assign(closed?.data.properties ?? {}, { title: { type: 'string' } })
  })
  await version('1.1.0')
  const complaint = [
    expect.stringMatching(/^task[.]closed[.]v1, field `title`: has been removed since 1[.]0[.]0[.] Put/),
  ]
  for (const mode of ['write', 'check', 'release', 'check'] as const) {
    expect(await run(mode)).toBe(false)
    expect(lines.filter((line) => !line.startsWith('written'))).toEqual(complaint)
  }
  expect((await registry()).release).toBe('1.0.0')
})

it('a registry that is lost is a complaint', async () => {
  await run('write')
  expect(await run('check')).toBe(false)
  expect(lines).toEqual([expect.stringContaining(registryPath)])
})

it('the next release keeps since when each event was there', async () => {
  await run('release')
  await rewrite(({ events }) => {
    delete events?.['task.closed.v1']
  })
  expect(await run('release')).toBe(false)
  expect(lines).toEqual(['1.0.0 was released with other events: raise the version in package.json first.'])
  await version('1.1.0')
  expect(await run('release')).toBe(true)
  const { release, events } = await registry()
  expect(release).toBe('1.1.0')
  expect(events['task.assigned.v1']?.since).toBe('1.0.0')
  expect(events['task.closed.v1']?.since).toBe('1.1.0')
  expect(await run('check')).toBe(true)
})
