import { expect, it } from 'vitest'
import { splitEvents } from './outbox.ts'
import { OutboxBatch, type SaidRow, toCloudEvents, toWireTexts } from './wire.ts'

const stored = (value: number) => ({ id: `id-${value}`, type: 'number.said.v1', data: { value, text: 'a,\n"b"\\ 🦜' } })

/** Rows as `Emission.write` lays them down: an event a line. */
const rowOf = (first: number, count: number, traceparent: string | null = null): SaidRow => ({
  topic: 'tasks',
  count,
  events: `[${Array.from({ length: count }, (_, index) => JSON.stringify(stored(first + index))).join(',\n')}]`,
  occurredAt: Date.UTC(2026, 0, 2),
  correlationId: 'said "so"',
  traceparent,
  firstPosition: first,
})
const onOneLine = (row: SaidRow): SaidRow => ({ ...row, events: JSON.stringify(JSON.parse(row.events)) })

it.each([null, '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'])(
  'writes the same as text as it makes into objects (traceparent %s)',
  (traceparent) => {
    const row = rowOf(41, 3, traceparent)
    const events = toCloudEvents(row, 'tasks', 2)
    expect(events.map(({ position }) => position)).toEqual([41, 42, 43])
    expect(toWireTexts(row, 'tasks', 2).map((text) => JSON.parse(text))).toEqual(events)
  },
)

it('reads rows that an earlier version has written on one line', () => {
  for (const row of [rowOf(1, 1), rowOf(1, 2), rowOf(1, 50)]) {
    expect(splitEvents(onOneLine(row)).map((text) => JSON.parse(text))).toEqual(JSON.parse(row.events))
    expect(toWireTexts(onOneLine(row), 'tasks', 1)).toEqual(toWireTexts(row, 'tasks', 1))
  }
})

it.each([
  { after: 0, upTo: 9, first: 1, last: 9 },
  { after: 2, upTo: 7, first: 3, last: 7 },
  { after: 5, upTo: 6, first: 6, last: 6 },
  { after: 0, upTo: 1_000, first: 1, last: 9 },
])('holds the events after $after up to $upTo, whichever rows they stand in', ({ after, upTo, first, last }) => {
  const batch = new OutboxBatch([rowOf(1, 4), rowOf(5, 1), rowOf(6, 4)], {
    topic: 'tasks',
    epoch: 1,
    source: 'tasks',
    after,
    upTo,
  })
  expect(batch).toMatchObject({ topic: 'tasks', epoch: 1, first, last })
  const positions = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  expect(batch.events.map(({ position }) => position)).toEqual(positions)
  expect(batch.texts.map((text) => JSON.parse(text))).toEqual(batch.events)
})
