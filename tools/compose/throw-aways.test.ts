import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceNames } from '@popug/contracts/topology.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passwordVariable } from '../../apps/composed/compose-variables.ts'
import { mounted, readComposeFile } from './compose-file.ts'

/** Stands where the image has its entrypoint, and tells what it was started with. */
let images: string
beforeAll(() => {
  images = mkdtempSync(join(tmpdir(), 'popug-entrypoint-'))
  writeFileSync(join(images, 'docker-entrypoint.sh'), '#!/bin/sh\necho "started: $*"\n', { mode: 0o755 })
})
afterAll(() => rmSync(images, { recursive: true }))

/** Starts what a container would, told what compose tells it and nothing of this machine's but its programs. */
const start = (
  container: string,
  env: Readonly<Record<string, string>>,
  path = `${images}:${process.env.PATH}`,
): SpawnSyncReturns<string> => {
  const told = readComposeFile(env).services[container]
  if (!told) throw new Error(`there is no ${container}`)
  const [shell = '', script = ''] = told.entrypoint ?? []
  const args = [mounted(told, script), ...(told.command ?? [])]
  return spawnSync(shell, args, { env: { PATH: path, ...told.environment }, encoding: 'utf8' })
}

const guarded: Readonly<Record<string, { readonly passwords: readonly string[]; readonly program: string }>> = {
  mysql: { passwords: ['MYSQL_ROOT_PASSWORD', ...serviceNames.map(passwordVariable)], program: 'mysqld' },
  rabbitmq: { passwords: ['RABBITMQ_PASSWORD'], program: 'rabbitmq-server' },
}

describe.each(Object.entries(guarded))('%s', (container, { passwords, program }) => {
  const own = Object.fromEntries(passwords.map((name) => [name, `${name.toLowerCase()}-of-our-own`]))

  it.each(passwords)('does not begin with the demo’s %s outside of a demo', (name) => {
    const { [name]: _, ...others } = own
    const { status, stdout, stderr } = start(container, { POPUG_DEMO: '0', ...others })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(new RegExp(`\\.env\\.example\\): ${name}\n$`))
  })

  it('names all that are missing', () => {
    const { status, stderr } = start(container, { POPUG_DEMO: '0' })
    expect([status, stderr.split('): ')[1]?.trim().split(' ')]).toEqual([1, [...passwords].sort()])
  })

  it.each([
    ['with passwords of one’s own', { POPUG_DEMO: '0', ...own }],
    ['in a demo', { POPUG_DEMO: '1' }],
  ])('begins %s', (_case, env) => {
    expect(start(container, env)).toMatchObject({ status: 0, stderr: '' })
    expect(start(container, env).stdout).toMatch(new RegExp(`^started: ${program}\\b`))
  })

  it('begins with an entrypoint at the root where the image has no other', () => {
    // There is none here, so getting as far as that is having let it in.
    const { status, stderr } = start(container, { POPUG_DEMO: '1' }, process.env.PATH)
    expect(status).not.toBe(0)
    expect(stderr).toContain('/entrypoint.sh: ')
  })
})
