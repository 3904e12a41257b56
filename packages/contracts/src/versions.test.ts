import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { type EventKind, taskAssigned, taskAssignedV1, taskClosed } from './events.ts'
import { heardAs, versionsOf } from './versions.ts'

const assigned = { assignmentId: 'a', taskId: 't', userId: 'u', assignedAt: '2026-03-02T09:30:00.000Z' }

it('an assignment of an old log is heard with neither key nor title', () => {
  const heard = heardAs(taskAssigned, { type: taskAssignedV1.type, data: assigned })
  expect(heard).toEqual({ ...assigned, key: null, title: null })
})

it('an assignment of today is heard as it was said', () => {
  const data = { ...assigned, key: 'POP-17', title: 'Teach the parrot to count' }
  expect(heardAs(taskAssigned, { type: taskAssigned.type, data })).toBe(data)
})

it('another event is not heard', () => {
  expect(heardAs(taskAssigned, { type: taskClosed.type, data: {} })).toBeUndefined()
  expect(heardAs(taskAssigned, { type: 'task.assigned.v3', data: {} })).toBeUndefined()
})

it('who hears an old version alone does not hear the new one', () => {
  expect(heardAs(taskAssignedV1, { type: taskAssigned.type, data: {} })).toBeUndefined()
})

it('an event goes through every version between its own and the newest', () => {
  const data = Type.Object({})
  const first: EventKind = { type: 'song.sung.v1', topic: 'tasks', data }
  const second: EventKind = {
    ...first,
    type: 'song.sung.v2',
    before: { kind: first, upcast: (song: { bars: number }) => ({ beats: song.bars * 4 }) },
  }
  const third: EventKind = {
    ...first,
    type: 'song.sung.v3',
    before: { kind: second, upcast: (song: { beats: number }) => ({ seconds: song.beats / 2 }) },
  }
  expect(versionsOf(third).map(({ kind }) => kind.type)).toEqual(['song.sung.v3', 'song.sung.v2', 'song.sung.v1'])
  expect(heardAs(third, { type: 'song.sung.v1', data: { bars: 8 } })).toEqual({ seconds: 16 })
  expect(heardAs(third, { type: 'song.sung.v2', data: { beats: 8 } })).toEqual({ seconds: 4 })
})
