import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { CloudEvent, type EventKind, eventKinds, taskClosed } from '../events.ts'
import { complaintsAbout, nextVersion } from './compatibility.ts'
import { releasedAs } from './released.ts'

const last = releasedAs('1.4.0', eventKinds, CloudEvent, undefined)

/** Today's events, with one that is another one now, or is gone. */
const changed = (type: string, to: Partial<EventKind> | null): EventKind[] =>
  eventKinds.flatMap((kind) => {
    if (kind.type !== type) return [kind]
    return to ? [{ ...kind, ...to }] : []
  })
const { taskId, userId, closedAt } = taskClosed.data.properties
const closedWith = (data: EventKind['data']) => changed('task.closed.v1', { data })

describe('complaints', () => {
  it.each<[string, EventKind[], string]>([
    [
      'a removed event',
      changed('task.closed.v1', null),
      'task.closed.v1: has been removed since 1.4.0. Put it back: logs hold it for good. Nobody has to say it.',
    ],
    [
      'an event on another topic',
      changed('task.closed.v1', { topic: 'ledger' }),
      'task.closed.v1: stood on `tasks` in 1.4.0, stands on `ledger` now. Put it back, or say `task.closed.v2` there: a log is read by its topic.',
    ],
    [
      'a removed field',
      closedWith(Type.Object({ taskId, closedAt })),
      'task.closed.v1, field `userId`: has been removed since 1.4.0. Put it back; `task.closed.v2` may do without it.',
    ],
    [
      'a retyped field',
      closedWith(Type.Object({ taskId, userId, closedAt: Type.Integer() })),
      'task.closed.v1, field `closedAt`: was string and is integer since 1.4.0. Put it back, or say it in `task.closed.v2`: what was said before would not be understood.',
    ],
    [
      'a new required field',
      closedWith(Type.Object({ taskId, userId, closedAt, title: Type.String() })),
      'task.closed.v1, field `title`: is new and required since 1.4.0. Make it optional, or let `task.closed.v2` require it: what was said before does not carry it.',
    ],
    [
      'a wider field',
      closedWith(Type.Object({ taskId, userId: Type.Union([userId, Type.Null()]), closedAt })),
      'task.closed.v1, field `userId`: takes null too since 1.4.0. Put it back, or say it in `task.closed.v2`: listeners of 1.4.0 would refuse it.',
    ],
  ])('%s', (_, kinds, says) => {
    expect(complaintsAbout(last, kinds, CloudEvent)).toEqual([says])
  })

  it('an envelope that has changed', () => {
    const properties = { ...CloudEvent.properties, position: Type.Integer({ minimum: 0 }) }
    expect(complaintsAbout(last, eventKinds, { ...CloudEvent, properties })).toEqual([
      'envelope, field `position`: has minimum 0 now, it was 1 since 1.4.0. Put it back, or say it in an optional field: listeners of 1.4.0 would refuse it.',
    ])
  })

  it('each change by itself', () => {
    const kinds = closedWith(Type.Object({ closedAt: Type.Integer() }))
    expect(complaintsAbout(last, kinds, CloudEvent)).toHaveLength(3)
  })
})

describe('no complaint', () => {
  const v2 = { ...taskClosed, type: 'task.closed.v2', data: Type.Object({ taskId, reason: Type.String() }) }
  it.each<[string, EventKind[]]>([
    ['nothing has changed', [...eventKinds]],
    ['a new optional field', closedWith(Type.Object({ taskId, userId, closedAt, note: Type.Optional(Type.String()) }))],
    ['a new event', [...eventKinds, { ...v2, type: 'task.reopened.v1' }]],
    ['a next version beside the one before', [...eventKinds, v2]],
    ['events in another order', eventKinds.toReversed()],
  ])('%s', (_, kinds) => {
    expect(complaintsAbout(last, kinds, CloudEvent)).toEqual([])
  })

  it('what was read back from a file is what was written', () => {
    expect(complaintsAbout(JSON.parse(JSON.stringify(last)), eventKinds, CloudEvent)).toEqual([])
  })
})

it('an event keeps the release that it began with', () => {
  const before = releasedAs('1.3.0', changed('task.closed.v1', null), CloudEvent, undefined)
  const { release, events } = releasedAs('1.4.0', eventKinds, CloudEvent, before)
  expect(release).toBe('1.4.0')
  expect(events['task.assigned.v1']?.since).toBe('1.3.0')
  expect(events['task.closed.v1']?.since).toBe('1.4.0')
})

it('names the next version', () => {
  expect(nextVersion('task.closed.v1')).toBe('task.closed.v2')
  expect(nextVersion('payout.issued.v9')).toBe('payout.issued.v10')
})

it('every kind has a name of its own: noun, past, version', () => {
  const names = eventKinds.map(({ type }) => type)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z-]+[.][a-z]+[.]v[1-9]\d*$/)
})
