import { toldOf } from '@popug/contracts/event-catalogue.ts'
import { type EventKind, eventKinds } from '@popug/contracts/events.ts'
import {
  type ServiceName,
  serviceNames,
  type TopicName,
  topicNames,
  topics,
  topicsHeardBy,
  topicsSaidBy,
} from '@popug/contracts/topology.ts'
import { eventsContentType, exchange, packedEncoding, queueOf, shortestPacked } from '@popug/service-kit'
import { appliedBy } from '../applied-by.ts'
import { exampleOf, pointer } from './schemas.ts'

const batchOf = (topic: TopicName): string => `${topic}-batch`
const kindsOn = (topic: TopicName): EventKind[] => eventKinds.filter((kind) => kind.topic === topic)
const fromEach = <K extends string, V>(keys: readonly K[], value: (key: K) => [string, V][]): Record<string, V> =>
  Object.fromEntries(keys.flatMap(value))

/** The topics, each a routing key of the one exchange. */
export const channels = fromEach(topicNames, (topic) => {
  const { speaker, listeners } = topics[topic]
  const feed = `/${speaker}/api/events?topic=${topic}&after=<position>`
  return [
    [
      topic,
      {
        address: topic,
        title: `The topic ${topic}`,
        description: `Said by ${speaker}, heard by ${listeners.join(', ')}. Each listener has a queue of its own. Events may come twice, late, or not at all: \`position\` tells, and GET ${feed} answers with all of them.`,
        messages: { batch: pointer('components', 'messages', batchOf(topic)) },
        tags: [{ name: speaker }],
        bindings: {
          amqp: {
            is: 'routingKey',
            exchange: { name: exchange, type: 'topic', durable: true, autoDelete: false },
            bindingVersion: '0.3.0',
          },
        },
      },
    ],
  ]
})

/** What travels: batches, and within them events. */
export const messages = {
  ...fromEach(topicNames, (topic) => [
    [
      batchOf(topic),
      {
        name: batchOf(topic),
        title: `Events of ${topic}`,
        summary: 'Events of one epoch whose positions follow each other.',
        description: `From ${shortestPacked.toLocaleString('en')} bytes on a batch is packed, which its content encoding says: \`${packedEncoding}\` (Brotli, RFC 7932).`,
        contentType: eventsContentType,
        bindings: { amqp: { contentEncoding: packedEncoding, bindingVersion: '0.3.0' } },
        payload: {
          type: 'array',
          minItems: 1,
          items: { oneOf: kindsOn(topic).map(({ type }) => pointer('components', 'schemas', type)) },
        },
        examples: kindsOn(topic).map((kind) => ({ name: kind.type, payload: [exampleOf(kind)] })),
      },
    ],
  ]),
  ...Object.fromEntries(
    eventKinds.map((kind) => [
      kind.type,
      {
        name: kind.type,
        title: kind.type,
        summary: toldOf(kind.type).says,
        description: `One of a batch on \`${kind.topic}\`.`,
        contentType: 'application/cloudevents+json; charset=utf-8',
        correlationId: { location: '$message.payload#/correlationid' },
        payload: pointer('components', 'schemas', kind.type),
        examples: [{ name: kind.type, payload: exampleOf(kind) }],
      },
    ]),
  ),
}

const operation = (service: ServiceName, topic: TopicName) => ({
  channel: pointer('channels', topic),
  messages: [pointer('channels', topic, 'messages', 'batch')],
  tags: [{ name: service }],
})

const applies = (service: ServiceName, topic: TopicName): string => {
  const kinds = kindsOn(topic).filter(({ type }) => appliedBy(type).includes(service))
  return `Applies ${kinds.map(({ type }) => `\`${type}\``).join(', ')}; passes over what else there is.`
}

/** What each service says and hears. */
export const operations = {
  ...fromEach(serviceNames, (service) =>
    topicsSaidBy(service).map((topic) => [
      `${service}.says.${topic}`,
      {
        action: 'send',
        ...operation(service, topic),
        summary: `${service} says ${kindsOn(topic)
          .map(({ type }) => type)
          .join(', ')}`,
        bindings: { amqp: { deliveryMode: 2, mandatory: true, bindingVersion: '0.3.0' } },
      },
    ]),
  ),
  ...fromEach(serviceNames, (service) =>
    topicsHeardBy(service).map((topic) => [
      `${service}.hears.${topic}`,
      {
        action: 'receive',
        ...operation(service, topic),
        summary: `${service} hears ${topic} from its queue ${queueOf(service, topic)}`,
        description: applies(service, topic),
        bindings: { amqp: { ack: true, bindingVersion: '0.3.0' } },
      },
    ]),
  ),
}
