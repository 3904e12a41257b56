import { describe, expect, it } from 'vitest'
import { type Place, placeAnew } from './places.ts'

const known = (...ids: string[]): Place[] => ids.map((id, place) => ({ id, place }))

describe('places', () => {
  it.each<[string, Place[], string[], string[], Place[]]>([
    ['the first ones', [], ['a', 'b'], [], known('a', 'b')],
    ['nothing new', known('a', 'b'), ['b', 'a'], [], []],
    ['one who comes', known('a'), ['a', 'b'], [], [{ id: 'b', place: 1 }]],
    ['the last one leaves', known('a', 'b'), ['a'], ['b'], []],
    [
      'one leaves in the middle: the last one takes the place',
      known('a', 'b', 'c'),
      ['a', 'c'],
      ['b'],
      [{ id: 'c', place: 1 }],
    ],
    ['one leaves, one comes', known('a', 'b', 'c'), ['a', 'c', 'd'], ['b'], [{ id: 'd', place: 1 }]],
    ['all leave', known('a', 'b'), [], ['a', 'b'], []],
    [
      'two on one place',
      [
        { id: 'a', place: 0 },
        { id: 'b', place: 0 },
      ],
      ['a', 'b'],
      [],
      [{ id: 'b', place: 1 }],
    ],
  ])('%s', (_what, before, active, gone, placed) => {
    expect(placeAnew(before, new Set(active))).toEqual({ gone, placed })
  })

  it('stay without holes whoever comes and goes', () => {
    let places = new Map<string, number>()
    for (let round = 0; round < 200; round++) {
      const active = new Set(Array.from({ length: (round * 7) % 12 }, (_, index) => `p${(index * 5 + round) % 17}`))
      const { gone, placed } = placeAnew(
        [...places].map(([id, place]) => ({ id, place })),
        active,
      )
      places = new Map([...places].filter(([id]) => !gone.includes(id)))
      for (const { id, place } of placed) places.set(id, place)
      expect([...places.keys()].sort()).toEqual([...active].sort())
      expect([...places.values()].sort((one, other) => one - other)).toEqual([...active].map((_, index) => index))
    }
  })
})
