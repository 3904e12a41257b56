import type { UserLineReason } from '@popug/contracts/user-imports.ts'
import { describe, expect, it } from 'vitest'
import { readImportedUsers } from './create-user-import.ts'

const refused = (line: number, reason: UserLineReason) => ({
  line,
  email: '',
  name: '',
  role: '',
  language: null,
  reason,
})

describe('the lines of an import of people', () => {
  it('are read by the names in the header, with roles and languages in any case', () => {
    expect(
      readImportedUsers('Role;EMAIL;name;language\nPerformer; kesha@x.test ;Kesha;RU\nadmin;rio@x.test;"Rio; of B";'),
    ).toEqual([
      { line: 2, email: 'kesha@x.test', name: 'Kesha', role: 'performer', language: 'ru', reason: null },
      { line: 3, email: 'rio@x.test', name: 'Rio; of B', role: 'admin', language: null, reason: null },
    ])
  })

  it.each<[string, UserLineReason]>([
    [',Kesha,performer,', 'email_missing'],
    ['kesha,Kesha,performer,', 'email_wrong'],
    [`${'k'.repeat(250)}@x.test,Kesha,performer,`, 'email_wrong'],
    ['kesha@x.test, ,performer,', 'name_missing'],
    [`kesha@x.test,${'k'.repeat(101)},performer,`, 'name_too_long'],
    ['kesha@x.test,Kesha,,', 'role_missing'],
    ['kesha@x.test,Kesha,owner,', 'role_wrong'],
    ['kesha@x.test,Kesha,performer,de', 'language_wrong'],
    ['kesha@x.test,Kesha,performer,ru,x', 'too_many_fields'],
    ['kesha@x.test,K\uFFFD,performer,', 'not_utf8'],
    ['"kesha@x.test,Kesha,performer,', 'quote_not_closed'],
    ['"kesha@x.test"x,Kesha,performer,', 'text_after_quote'],
  ])('like %s are refused for a reason', (line, reason) => {
    expect(readImportedUsers(`email,name,role,language\n${line}`)).toEqual([refused(2, reason)])
  })

  it.each([
    ['an empty file', '', 'invalid'],
    ['a header alone', 'email,name,role\n', 'invalid'],
    ['no role', 'email,name\nx@x.test,X', 'invalid'],
    ['a password', 'email,name,role,password\nx@x.test,X,admin,secret', 'invalid'],
    ['too many lines', `email,name,role\n${'x@x.test,X,admin\n'.repeat(2_001)}`, 'too_large'],
  ])('are refused altogether: %s', (_what, csv, code) => {
    expect(() => readImportedUsers(csv)).toThrow(expect.objectContaining({ code, name: 'Refusal' }) as Error)
  })
})
