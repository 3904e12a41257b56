import { describe, expect, it } from 'vitest'
import { leavesNoAdmin, type Standing, sessionsAfter } from './user-change.ts'

const admin: Standing = { role: 'admin', status: 'active', passwordHash: 'one' }
const performer: Standing = { ...admin, role: 'performer' }

describe('the last active admin', () => {
  it.each<[string, Standing, Partial<Standing>, number, boolean]>([
    ['cannot become another', admin, { role: 'manager' }, 1, true],
    ['cannot be disabled', admin, { status: 'disabled' }, 1, true],
    ['may get another password', admin, { passwordHash: 'two' }, 1, false],
    ['is not the last beside another', admin, { status: 'disabled' }, 2, false],
    ['is not a disabled one', { ...admin, status: 'disabled' }, { role: 'manager' }, 1, false],
    ['is not a performer', performer, { status: 'disabled' }, 1, false],
  ])('%s', (_case, before, change, admins, refused) => {
    expect(leavesNoAdmin(before, { ...before, ...change }, admins)).toBe(refused)
  })
})

describe('sessions after a change', () => {
  it.each<[Partial<Standing>, Standing, string]>([
    [{}, performer, 'stay'],
    [{ role: 'manager' }, performer, 'tokens'],
    [{ status: 'disabled' }, performer, 'end'],
    [{ passwordHash: 'two' }, performer, 'end'],
    [{ passwordHash: 'two', role: 'manager' }, performer, 'end'],
    [{ status: 'active' }, { ...performer, status: 'disabled' }, 'tokens'],
  ])('%o', (change, before, sessions) => {
    expect(sessionsAfter(before, { ...before, ...change })).toBe(sessions)
  })
})
