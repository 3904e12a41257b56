import { describe, expect, it } from 'vitest'
import type { Machine } from './debian.ts'
import { ensureServers } from './servers.ts'

/** A machine on which the named files exist, and on which installing brings them all. */
const machineWith = (files: string[], { root = true, works = true } = {}): Machine & { ran: string[] } => {
  const ran: string[] = []
  return {
    ran,
    root,
    env: {},
    exists: (path) => files.includes(path),
    run: async (command, args) => {
      ran.push([command, ...args].join(' '))
      if (works && args[0] === 'install') files.push(...all)
      return { code: works ? 0 : 100, output: 'no network' }
    },
  }
}
const quietly = (work: () => Promise<void>): Promise<void> => work()
const all = ['/usr/sbin/mariadbd', '/usr/sbin/rabbitmq-server', '/usr/sbin/nginx', '/usr/bin/prometheus']

describe('the servers', () => {
  it('are taken as they are where they stand', async () => {
    const machine = machineWith([...all])
    await ensureServers(() => undefined, machine, quietly)
    expect(machine.ran).toEqual([])
  })

  it('are installed on Debian, only those that are missing', async () => {
    const machine = machineWith(['/etc/debian_version', '/usr/sbin/nginx'])
    await ensureServers(() => undefined, machine, quietly)
    expect(machine.ran.at(-1)).toBe(
      'apt-get install -y -q --no-install-recommends mariadb-server rabbitmq-server prometheus',
    )
  })

  it.each([
    ['not root', machineWith(['/etc/debian_version'], { root: false }), 0],
    ['without a network', machineWith(['/etc/debian_version'], { works: false }), 6],
    ['elsewhere', machineWith([]), 0],
  ])('fail loudly %s', async (_why, machine, commands) => {
    await expect(ensureServers(() => undefined, machine, quietly)).rejects.toThrow(
      'apt-get install mariadb-server rabbitmq-server nginx prometheus',
    )
    expect(machine.ran).toHaveLength(commands)
  })
})
