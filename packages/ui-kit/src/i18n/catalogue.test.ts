import { refusals } from '@popug/contracts/refusals.ts'
import { roles } from '@popug/contracts/roles.ts'
import { describe, expect, it } from 'vitest'
import { tones } from '../components/statuses.ts'
import en from '../locales/en.json' with { type: 'json' }
import ru from '../locales/ru.json' with { type: 'json' }
import { places } from '../session/places.ts'
import { sameKeys } from './catalogue.ts'

describe('the kit’s catalogues', () => {
  it('have the same keys', () => {
    expect(sameKeys(en, ru)).toEqual([])
  })

  it('have a word for every state, role and place', () => {
    for (const { status, role, place } of [en, ru]) {
      const words = Object.fromEntries(Object.entries(status).map(([kind, states]) => [kind, Object.keys(states)]))
      expect(words).toEqual(
        Object.fromEntries(Object.entries(tones).map(([kind, states]) => [kind, Object.keys(states)])),
      )
      expect(Object.keys(role)).toEqual([...roles])
      expect(Object.keys(place)).toEqual(expect.arrayContaining(places.map(({ name }) => name)))
    }
  })

  it('and every refusal speaks both languages', () => {
    for (const { title } of Object.values(refusals)) expect([title.en, title.ru].every(Boolean)).toBe(true)
  })
})

describe('sameKeys', () => {
  it('names what either side lacks', () => {
    expect(sameKeys({ a: 'A', b: { c: 'C' } }, { a: 'А', d: 'Д' })).toEqual(['en: d', 'ru: b.c'])
  })

  it('asks each language for its own plural forms', () => {
    const english = { tasks_one: '{{count}} task', tasks_other: '{{count}} tasks' }
    const russian = { tasks_one: 'з', tasks_few: 'з', tasks_many: 'з', tasks_other: 'з' }
    expect(sameKeys(english, russian)).toEqual([])
    expect(sameKeys(english, { tasks_one: 'з', tasks_few: 'з', tasks_other: 'з' })).toEqual(['ru: tasks_many'])
    expect(sameKeys({ tasks_one: 'task' }, russian)).toEqual(['en: tasks_other'])
  })
})
