import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readComposeFile } from './compose-file.ts'
import { type Rights, softness } from './hardening.ts'

it('every container of compose.yaml may do what it must, and no more', () => {
  expect(softness(readComposeFile({ POPUG_DEMO: '1' }).services)).toEqual({})
})

const hard: Rights = {
  image: 'popug-server:local',
  read_only: true,
  tmpfs: ['/tmp:mode=1777'],
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
}

it.each<[string, Partial<Rights>]>([
  ['is not privileged', { privileged: true }],
  ['gains no privileges by what it runs', { security_opt: [] }],
  ['has no capabilities', { cap_drop: ['NET_RAW'] }],
  ['gets back only what stepping down takes', { cap_add: ['SETUID'] }],
  ['is not made root', { user: '0:0' }],
  ['writes to its volumes and /tmp alone, where it is ours', { read_only: false }],
  ['writes to its volumes and /tmp alone, where it is ours', { tmpfs: ['/popug'] }],
])('a container that breaks "%s" is found', (rule, change) => {
  expect(softness({ good: hard, bad: { ...hard, ...change } })).toEqual({ [rule]: ['bad'] })
})

it('our images are nobody’s root', () => {
  const stages = readFileSync(resolve(import.meta.dirname, '../../deploy/Dockerfile'), 'utf8').split(/^FROM /m)
  const users = ['server', 'web'].map((stage) => {
    const text = stages.find((one) => one.split('\n')[0]?.endsWith(` AS ${stage}`)) ?? ''
    return [...text.matchAll(/^USER (\w+)$/gm)].at(-1)?.[1]
  })
  expect(users).toEqual(['node', 'nginx'])
})
