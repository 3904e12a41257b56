import { expect, it } from 'vitest'
import { freeLogin, loginOf, plainEmail } from './login.ts'

it.each([
  ['kesha@popug.test', 'kesha'],
  [' KESHA@Popug.Test ', 'kesha'],
  ['kesha+feathers@popug.test', 'kesha+feathers'],
  [`${'k'.repeat(60)}@popug.test`, 'k'.repeat(40)],
  ['@popug.test', 'user'],
])('%s becomes %s', (email, login) => {
  expect(loginOf(email)).toBe(login)
})

it.each([
  [[], 'kesha'],
  [['kesha2'], 'kesha'],
  [['kesha'], 'kesha2'],
  [['kesha', 'kesha2', 'kesha4'], 'kesha3'],
])('with %o taken kesha becomes %s', (taken, login) => {
  expect(freeLogin('kesha', new Set(taken))).toBe(login)
})

it('an email is compared without case and spaces around', () => {
  expect(plainEmail('  Kesha@POPUG.test')).toBe('kesha@popug.test')
})
