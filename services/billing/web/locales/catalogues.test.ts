import { sameKeys } from '@popug/ui-kit'
import { expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import ru from './ru.json' with { type: 'json' }

it('says the same in both languages', () => {
  expect(sameKeys(en, ru)).toEqual([])
})

it('calls no two failures by one name', () => {
  for (const { failure } of [en, ru]) expect(new Set(Object.values(failure)).size).toBe(Object.keys(failure).length)
})
