/**
 * What stands in the broker. Whoever comes first declares it, speaker or listener, and both declare the same: a topic
 * with the queues of all who listen to it, so that nothing said is unroutable because a listener has not started yet.
 *
 *     popug.events ──routing key = topic──► <listener>.<topic> ──refused for good──► popug.dead ──► <listener>.<topic>.dead
 *
 * - Quorum queues: on disk, and on several nodes where the broker is a cluster.
 * - A single active consumer: of several instances of a listener one is served, the next takes over when it goes.
 * - Bounded by number and size, the oldest dropped. Refusing the newest instead would let one listener that is away stop the
 *   relay, and with it every other listener; what was dropped is a hole, which its listener reads from the feed.
 * - Dead queues are for people who want to look. The log does not need what is in them: the feed has it.
 */
import { type ServiceName, type TopicName, topics } from '@popug/contracts/topology.ts'
import type { Channel } from 'amqplib'

export const exchange = 'popug.events'
const deadExchange = 'popug.dead'
const mebibyte = 1024 * 1024

/** The queue of a listener on a topic. */
export const queueOf = (listener: ServiceName, topic: TopicName): string => `${listener}.${topic}`

const quorum = (messages: number, bytes: number) => ({
  'x-queue-type': 'quorum',
  'x-max-length': messages,
  'x-max-length-bytes': bytes,
  'x-overflow': 'drop-head',
})

const declareQueue = async (channel: Channel, listener: ServiceName, topic: TopicName): Promise<void> => {
  const queue = queueOf(listener, topic)
  const dead = `${queue}.dead`
  await channel.assertQueue(dead, { durable: true, arguments: quorum(1_000, 64 * mebibyte) })
  await channel.bindQueue(dead, deadExchange, dead)
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      ...quorum(100_000, 512 * mebibyte),
      'x-single-active-consumer': true,
      'x-delivery-limit': 20,
      'x-dead-letter-exchange': deadExchange,
      'x-dead-letter-routing-key': dead,
    },
  })
  await channel.bindQueue(queue, exchange, topic)
}

/** Makes sure that a topic and the queues of all its listeners are there; harmless where they are. */
export const declareTopic = async (channel: Channel, topic: TopicName): Promise<void> => {
  await channel.assertExchange(exchange, 'topic', { durable: true })
  await channel.assertExchange(deadExchange, 'direct', { durable: true })
  for (const listener of topics[topic].listeners) await declareQueue(channel, listener, topic)
}
