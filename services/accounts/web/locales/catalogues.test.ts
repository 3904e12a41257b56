import { sameKeys } from '@popug/ui-kit'
import { expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import ru from './ru.json' with { type: 'json' }

it('both languages say everything', () => {
  expect(sameKeys(en, ru)).toEqual([])
})
