// @vitest-environment jsdom
import { faultCodes } from '@popug/contracts/faults.ts'
import { languages } from '@popug/contracts/roles.ts'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { textsThatAreHere } from '../i18n/i18n.ts'
import { textsOf } from '../testing/texts-of.ts'
import { ApiProblem, faultText, fieldErrors } from './problem.ts'

const params = {
  limit: 5,
  position: 7,
  column: 'titel',
  columns: 'title, key',
  schemes: 'https://',
  shortest: 12,
  longest: 19,
  from: '2020-01-01',
  to: '2099-12-31',
}
const english = 'said in English by a service'

describe('what is wrong with a field', () => {
  beforeEach(() => void vi.restoreAllMocks())

  it.each(languages)('is told in %s, whatever a service finds', (language) => {
    textsThatAreHere('tasks', textsOf('tasks'), language)
    const told = faultCodes.map((code) => faultText({ path: '/body/x', message: english, code, params }, language))
    expect(told.filter((text) => text === english || text.includes('{{') || text.startsWith('fault.'))).toEqual([])
    expect(told.every((text) => /^\p{L}|^\d/u.test(text))).toBe(true)
  })

  it('is another sentence in every language', () => {
    textsThatAreHere('tasks', textsOf('tasks'), 'en')
    for (const code of faultCodes) {
      const told = languages.map((language) => faultText({ path: '/body/x', message: english, code, params }, language))
      expect([code, new Set(told).size]).toEqual([code, languages.length])
    }
  })

  it('counts as the language counts', () => {
    textsThatAreHere('tasks', textsOf('tasks'), 'ru')
    const atMost = (limit: number) =>
      faultText({ path: '/body/x', message: english, code: 'too_long', params: { limit } }, 'ru')
    expect([1, 4, 1000].map(atMost).map((text) => text.replaceAll(/\s/g, ' '))).toEqual([
      'Не больше 1 символа',
      'Не больше 4 символов',
      'Не больше 1 000 символов',
    ])
  })

  it('is what the service says where its reason is not known here', () => {
    textsThatAreHere('tasks', textsOf('tasks'), 'ru')
    expect(faultText({ path: '/body/x', message: english }, 'ru')).toBe(english)
    expect(faultText({ path: '/body/x', message: english, code: 'of_tomorrow' as never }, 'ru')).toBe(english)
  })

  it('stands at its field in the language that is read, the first of several', () => {
    textsThatAreHere('tasks', textsOf('tasks'), 'ru')
    const problem = new ApiProblem({
      code: 'invalid',
      status: 400,
      errors: [
        { path: '/body/name', message: 'is too short', code: 'empty' },
        { path: '/body/name', message: 'must match pattern', code: 'wrong_form' },
      ],
    })
    expect(fieldErrors(problem)).toEqual({ name: 'Заполните это поле' })
  })
})
