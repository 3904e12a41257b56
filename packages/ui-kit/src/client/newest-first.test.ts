import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newestFirst } from './newest-first.ts'

const same = (text: string): string => text

it('puts whole lists together, newest first', () => {
  const parts = [
    { rows: ['7', '4', '1'], hasMore: false },
    { rows: [], hasMore: false },
    { rows: ['8', '2'], hasMore: false },
  ]
  expect(newestFirst(parts, same)).toEqual({ rows: ['8', '7', '4', '2', '1'], behind: [] })
})

it('stops at the end of a list that has more to come, which is the one to fetch', () => {
  const parts = [
    { rows: ['7', '4', '1'], hasMore: true },
    { rows: ['8', '5'], hasMore: true },
  ]
  expect(newestFirst(parts, same)).toEqual({ rows: ['8', '7', '5'], behind: [1] })
})

it('fetched to the end, in whatever pages, shows each row once and never one above what was shown before', () => {
  const lists = fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { maxLength: 60 }).chain((all) =>
    fc.tuple(
      fc.array(fc.nat({ max: 2 }), { minLength: all.length, maxLength: all.length }).map((places) =>
        [0, 1, 2].map((place) =>
          all
            .filter((_, index) => places[index] === place)
            .map(String)
            .sort()
            .reverse(),
        ),
      ),
      fc.integer({ min: 1, max: 7 }),
    ),
  )
  fc.assert(
    fc.property(lists, ([whole, size]) => {
      const fetched = whole.map(() => size)
      const parts = () =>
        whole.map((rows, index) => ({ rows: rows.slice(0, fetched[index]), hasMore: rows.length > fetched[index]! }))
      let shown = newestFirst(parts(), same)
      for (let clicks = 0; shown.behind.length > 0 && clicks < 100; clicks++) {
        for (const index of shown.behind) fetched[index]! += size
        const next = newestFirst(parts(), same)
        expect(next.rows.slice(0, shown.rows.length)).toEqual(shown.rows)
        shown = next
      }
      expect(shown.rows).toEqual(whole.flat().sort().reverse())
    }),
  )
})
