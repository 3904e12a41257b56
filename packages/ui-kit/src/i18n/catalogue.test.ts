import { languages, roles } from '@popug/contracts/roles.ts'
import { expect, it } from 'vitest'
import { tones } from '../components/statuses.ts'
import { places } from '../session/places.ts'
import { textsOf } from '../testing/texts-of.ts'
import type { Catalogue } from './catalogue.ts'

it.each(languages)('the kit has a word in %s for every state, role and place', (language) => {
  const { status, role, place } = textsOf('tasks')[language].ui as Record<string, Catalogue>
  const words = Object.fromEntries(Object.entries(status!).map(([kind, states]) => [kind, Object.keys(states)]))
  expect(words).toEqual(Object.fromEntries(Object.entries(tones).map(([kind, states]) => [kind, Object.keys(states)])))
  expect(Object.keys(role!)).toEqual([...roles])
  expect(Object.keys(place!)).toEqual(expect.arrayContaining(places.map(({ name }) => name)))
})
