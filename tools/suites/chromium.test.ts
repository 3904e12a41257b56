import { expect, test } from 'vitest'
import { ensureChromium } from './chromium.ts'

type Machine = NonNullable<Parameters<typeof ensureChromium>[1]>

/** A machine with some files, on which the given installation attempt (from 1) puts Chromium in its place. */
const machine = (given: { files?: string[]; env?: NodeJS.ProcessEnv; root?: boolean; installsAt?: number }) => {
  const files = new Set(given.files ?? [])
  const ran: string[] = []
  let installations = 0
  const run: Machine['run'] = async (command, args) => {
    ran.push([command, ...args].join(' '))
    if (args[0] !== 'install') return { code: command === 'apt-get' || files.has(command) ? 0 : 127, output: '' }
    installations += 1
    if (installations !== given.installsAt) return { code: 100, output: 'no network' }
    files.add('/usr/bin/chromium')
    return { code: 0, output: '' }
  }
  const made: Machine = { env: given.env ?? {}, exists: (path) => files.has(path), run, root: given.root ?? true }
  return { made, ran }
}
const quietly = (made: Machine) => ensureChromium(() => {}, made)
const debian = '/etc/debian_version'

test('finds the one that is installed and tries it', async () => {
  const { made, ran } = machine({ files: [debian, '/usr/bin/chromium'] })
  expect(await quietly(made)).toBe('/usr/bin/chromium')
  expect(ran).toEqual(['/usr/bin/chromium --version'])
})

test('CHROMIUM_PATH comes first, and must start', async () => {
  const env = { CHROMIUM_PATH: '/opt/browser' }
  const files = ['/usr/bin/chromium']
  expect(await quietly(machine({ env, files: [...files, '/opt/browser'] }).made)).toBe('/opt/browser')
  await expect(quietly(machine({ env, files }).made)).rejects.toThrow('/opt/browser does not start')
})

test('installs it on Debian as root, trying again when the network fails', async () => {
  const { made, ran } = machine({ files: [debian], installsAt: 2 })
  expect(await quietly(made)).toBe('/usr/bin/chromium')
  expect(ran.filter((command) => command.startsWith('apt-get install'))).toHaveLength(2)
})

test('gives up after three attempts', async () => {
  const { made, ran } = machine({ files: [debian] })
  await expect(quietly(made)).rejects.toThrow('set CHROMIUM_PATH')
  expect(ran.filter((command) => command.startsWith('apt-get install'))).toHaveLength(3)
})

test.each([
  ['not as root', { files: [debian], root: false }],
  ['not on another system', { files: [] }],
])('installs nothing %s and says what to do', async (_, given) => {
  const { made, ran } = machine(given)
  await expect(quietly(made)).rejects.toThrow('apt-get install chromium')
  expect(ran).toEqual([])
})
