import { expect, test } from 'vitest'
import type { Machine } from './debian.ts'
import { buildImages, ensureDocker, NoDocker, removeImages } from './docker.ts'

/** A machine on which commands that begin like one of these succeed; some are learnt by running another. */
const machine = (given: { can?: string[]; files?: string[]; env?: NodeJS.ProcessEnv; teaches?: string[] }) => {
  const can = new Set(given.can ?? [])
  const ran: string[] = []
  const made: Machine = {
    env: given.env ?? {},
    exists: (path) => (given.files ?? []).includes(path),
    root: true,
    run: async (command, args) => {
      const line = [command, ...args].join(' ')
      ran.push(line)
      if (command === '/images.sh') {
        for (const one of given.teaches ?? []) can.add(one)
        return { code: given.teaches ? 0 : 3, output: 'fetching\nno mirror' }
      }
      return { code: [...can].some((known) => line.startsWith(known)) ? 0 : 1, output: 'step 1\nout of space' }
    },
  }
  return { made, ran }
}
const quietly = (made: Machine) => ensureDocker(() => {}, made)
const env = { POPUG_IMAGES_SCRIPT: '/images.sh' }
const files = ['/images.sh']

test('takes an engine that has everything as it is', async () => {
  const { made, ran } = machine({ can: ['docker'], env, files })
  await quietly(made)
  expect(ran.some((line) => line.startsWith('/images.sh'))).toBe(false)
})

test('has engine and images prepared where they are missing', async () => {
  const { made, ran } = machine({ env, files, teaches: ['docker'] })
  await quietly(made)
  expect(ran).toContain('/images.sh mysql:9.7 rabbitmq:4.3-management nginx:1.30 node:24-slim')
})

test('leaves images to be pulled where there is an engine and nothing to prepare them', async () => {
  await quietly(machine({ can: ['docker info', 'docker compose version'] }).made)
})

test.each([
  ['there is no engine', {}, 'no engine answers'],
  ['the script is not there', { env }, 'no engine answers'],
  ['the script fails', { env, files }, 'ended with 3: no mirror'],
  ['there is no compose', { can: ['docker info', 'docker image'] }, 'no compose plugin'],
])('says why it cannot be had where %s', async (_, given, why) => {
  const refused = await quietly(machine(given).made).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(NoDocker)
  expect((refused as Error).message).toContain(why)
})

test('says what Docker said where our images cannot be built', async () => {
  await expect(buildImages('t', machine({}).made)).rejects.toThrow('out of space')
  await buildImages('t', machine({ can: ['env POPUG_DEMO=1 POPUG_VERSION=t docker compose build'] }).made)
})

test('takes away what it built, and nothing else', async () => {
  const { made, ran } = machine({ can: ['docker'] })
  await removeImages('test-1', made)
  expect(ran).toEqual(['docker image rm --force popug-server:test-1 popug-web:test-1'])
})
