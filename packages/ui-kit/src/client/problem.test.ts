// @vitest-environment jsdom
import { languages } from '@popug/contracts/roles.ts'
import { describe, expect, it } from 'vitest'
import { textsThatAreHere } from '../i18n/i18n.ts'
import { textsOf } from '../testing/texts-of.ts'
import { safeNext } from './leave.ts'
import { ApiProblem, asProblem, fieldErrors, problemTitle } from './problem.ts'

describe('fieldErrors', () => {
  it('names fields as forms do', () => {
    const problem = new ApiProblem({
      code: 'invalid',
      status: 400,
      errors: [
        { path: '/body/title', message: 'is empty' },
        { path: '/body/lines/0/amount', message: 'is not a number' },
        { path: '/query/limit', message: 'is too large' },
      ],
    })
    expect(fieldErrors(problem)).toEqual({
      title: 'is empty',
      'lines.0.amount': 'is not a number',
      limit: 'is too large',
    })
  })

  it('has none for anything else', () => {
    expect(fieldErrors(new TypeError('x'))).toEqual({})
  })
})

describe('a problem', () => {
  it('speaks the person’s language', () => {
    const problem = new ApiProblem({ code: 'not_found', status: 404 })
    textsThatAreHere('tasks', textsOf('tasks'), 'en')
    const titles = languages.map((language) => problemTitle(problem, language))
    expect(titles).toEqual(expect.arrayContaining(['There is no such thing', 'Такого нет']))
    expect(new Set(titles).size).toBe(languages.length)
  })

  it('counts what is none of ours as internal', () => {
    expect(asProblem(new TypeError('x is not a function'))).toMatchObject({ code: 'internal', status: 500 })
  })
})

describe('safeNext', () => {
  it.each([
    ['?next=%2Ftasks%2F%3Fq%3D1', '/tasks/?q=1'],
    ['?next=https%3A%2F%2Fevil.test%2F', undefined],
    ['?next=%2F%2Fevil.test%2F', undefined],
    ['?next=%2F%5Cevil.test', undefined],
    ['?next=javascript:alert(1)', undefined],
    ['', undefined],
  ])('%s leads to %s', (search, expected) => {
    expect(safeNext(search)).toBe(expected)
  })
})
