import { type Static, Type } from 'typebox'
import { DeadLetter } from './log.ts'
import { only } from './roles.ts'
import { closedObject, pageOf, paging, query, route } from './route.ts'
import { type ServiceName, topicNames } from './topology.ts'

/** One thing that must hold: over how many rows it was checked, and some of those for which it does not. */
export const Finding = Type.Object({
  invariant: Type.String({ description: 'I1 to I12, or a word' }),
  says: Type.String(),
  checked: Type.Integer(),
  offenders: Type.Array(Type.String()),
})
export type Finding = Static<typeof Finding>

/** Something that a service knows, in the words in which its neighbour knows it too: what it is about, and what is said of it. */
export const Fact = Type.Object({ id: Type.String(), value: Type.String() })
export type Fact = Static<typeof Fact>

/** Why an event is parked that nothing was wrong with: `parkEvents` says so in the letter. */
export const foundMissing = 'Found missing: this event was passed and left no effect'

const onTopic = closedObject({ topic: Type.Enum([...topicNames]) })

/** The routes by which every service is checked and mended. */
export const operationRoutes = <S extends ServiceName>(service: S) => ({
  verify: route({
    name: `${service}.verify`,
    service,
    method: 'GET',
    path: '/verification',
    who: only('admin'),
    summary: 'Checks what must hold within this service; reads everything once',
    answer: Type.Object({ items: Type.Array(Finding) }),
  }),
  listFacts: route({
    name: `${service}.listFacts`,
    service,
    method: 'GET',
    path: '/facts',
    who: only('admin'),
    summary: 'What this service knows, ordered by id, to be compared with what its neighbours know',
    query: query({
      after: paging.after,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
      kind: Type.String({ maxLength: 40, pattern: '^[a-z-]*$' }),
    }),
    answer: pageOf(Fact),
    refusals: ['not_found'],
  }),
  parkEvents: route({
    name: `${service}.parkEvents`,
    service,
    method: 'POST',
    path: '/subscriptions/:topic/parking',
    who: only('admin'),
    summary: 'Parks events that were passed and left no effect, so that a replay applies them',
    params: onTopic,
    body: closedObject({
      positions: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 100, uniqueItems: true }),
      replayed: Type.Integer({ minimum: 0, description: 'how many had been replayed when the lack was seen' }),
    }),
    answer: Type.Object({ items: Type.Array(DeadLetter) }),
    refusals: ['not_found', 'log_moved_on'],
  }),
  rewind: route({
    name: `${service}.rewind`,
    service,
    method: 'POST',
    path: '/subscriptions/:topic/rewind',
    who: only('admin'),
    summary: 'Sets the checkpoint back, so that everything after it is heard again',
    params: onTopic,
    body: closedObject({ position: Type.Integer({ minimum: 0 }) }),
    answer: closedObject({ from: Type.Integer(), to: Type.Integer() }),
    refusals: ['not_found', 'not_repeatable'],
  }),
})
