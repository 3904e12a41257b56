import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { CloudEvent } from './events.ts'
import { Id } from './ids.ts'
import { only, serviceOr } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'
import { type ServiceName, topicNames } from './topology.ts'

const Topic = Type.Enum([...topicNames])

/** Where a listener stands on a topic. `lag` is in events, `lagSeconds` since the oldest event not applied was said; null where the speaker does not answer. */
const SubscriptionView = Type.Object({
  topic: Topic,
  position: Type.Integer(),
  epoch: Type.Integer(),
  head: orNull(Type.Integer()),
  lag: orNull(Type.Integer()),
  lagSeconds: orNull(Type.Integer({ minimum: 0 })),
  updatedAt: orNull(Moment),
  parked: Type.Integer(),
  replayed: Type.Integer({ description: 'parked events that have been replayed so far' }),
  repeatable: Type.Boolean({ description: 'hearing an event again changes nothing more' }),
})

/** What a service says, and how far it has been numbered and published. */
const TopicView = Type.Object({
  topic: Topic,
  epoch: Type.Integer(),
  head: Type.Integer(),
  published: Type.Integer(),
  waiting: Type.Integer({ description: 'outbox rows that have no position yet' }),
})

/** Where a service stands on everything that it hears and says, and whether it reaches its courier. */
const LogStanding = Type.Object({
  items: Type.Array(SubscriptionView),
  topics: Type.Array(TopicView),
  courier: Type.Object({ kind: Type.String(), state: Type.Enum(['up', 'down']) }),
  next: Type.Null(),
})
export type LogStanding = Static<typeof LogStanding>

export const deadLetterStatuses = ['parked', 'replayed', 'discarded'] as const
export const DeadLetter = Type.Object({
  id: Id,
  topic: Topic,
  position: Type.Integer(),
  type: Type.String(),
  event: CloudEvent,
  reason: Type.String(),
  status: Type.Enum([...deadLetterStatuses]),
  parkedAt: Moment,
  settledAt: orNull(Moment),
})
export type DeadLetter = Static<typeof DeadLetter>

/** The routes that every service has besides its own: the feed, where it stands, what it parked. */
export const logRoutes = <S extends ServiceName>(service: S) => ({
  readFeed: route({
    name: `${service}.readFeed`,
    service,
    method: 'GET',
    path: '/events',
    who: serviceOr('admin'),
    summary: 'The feed: events of a topic after a position, in order',
    query: closedObject({
      topic: Topic,
      after: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
      epoch: Type.Optional(Type.Integer({ minimum: 1, description: 'the epoch that the listener stands in' })),
    }),
    answer: Type.Object({
      items: Type.Array(CloudEvent),
      head: Type.Integer(),
      epoch: Type.Integer(),
      epochStart: Type.Integer({
        description: 'the last position that means the same as in the epoch asked for, or else in the one before',
      }),
    }),
  }),
  listSubscriptions: route({
    name: `${service}.listSubscriptions`,
    service,
    method: 'GET',
    path: '/subscriptions',
    who: only('admin'),
    summary: 'Where this service stands on the topics it hears and says',
    answer: LogStanding,
  }),
  listDeadLetters: route({
    name: `${service}.listDeadLetters`,
    service,
    method: 'GET',
    path: '/dead-letters',
    who: only('admin'),
    summary: 'Events that kept failing and were parked',
    query: query({ ...paging, status: Type.Optional(Type.Enum([...deadLetterStatuses])) }),
    answer: pageOf(DeadLetter),
  }),
  replayDeadLetter: route({
    name: `${service}.replayDeadLetter`,
    service,
    method: 'POST',
    path: '/dead-letters/:id/replay',
    who: only('admin'),
    summary: 'Applies a parked event now',
    params: closedObject({ id: Id }),
    answer: DeadLetter,
    refusals: ['not_found', 'dead_letter_settled'],
  }),
  discardDeadLetter: route({
    name: `${service}.discardDeadLetter`,
    service,
    method: 'POST',
    path: '/dead-letters/:id/discard',
    who: only('admin'),
    summary: 'Gives a parked event up',
    params: closedObject({ id: Id }),
    answer: DeadLetter,
    refusals: ['not_found', 'dead_letter_settled'],
  }),
})
