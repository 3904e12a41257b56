import { type TopicName, topics } from '@popug/contracts/topology.ts'
import { type Channel, connect } from 'amqplib'
import type { Courier } from '../log/courier.ts'
import { declareTopic, queueOf } from '../log/rabbitmq-topology.ts'
import { until } from './until.ts'

/** Works on a channel of its own, past any courier; what it publishes has arrived when this resolves. */
export const onChannel = async <T>(url: string, work: (channel: Channel) => Promise<T>): Promise<T> => {
  const connection = await connect(url)
  // A broker that ends the connection rejects what was asked of it; without a listener it would end the process as well.
  connection.on('error', () => undefined)
  try {
    const channel = await connection.createConfirmChannel()
    channel.on('error', () => undefined)
    const result = await work(channel)
    await channel.waitForConfirms()
    return result
  } finally {
    await connection.close().catch(() => undefined)
  }
}

const queuesOf = (topic: TopicName): string[] =>
  topics[topic].listeners.flatMap((listener) => [queueOf(listener, topic), `${queueOf(listener, topic)}.dead`])

/** Empties a queue; false where something came meanwhile, somebody listens, or the broker could not, as just after it was killed. */
const emptied = (url: string, topic: TopicName, queue: string): Promise<boolean> =>
  onChannel(url, async (channel) => {
    await declareTopic(channel, topic)
    await channel.purgeQueue(queue)
    const { messageCount, consumerCount } = await channel.checkQueue(queue)
    return messageCount === 0 && consumerCount === 0
  }).catch(() => false)

/** Leaves the queues of some topics as new: there, with nothing in them. */
export const emptyQueues = async (url: string, ...of: TopicName[]): Promise<void> => {
  for (const topic of of)
    for (const queue of queuesOf(topic))
      await until(`${queue} is empty and nobody listens`, () => emptied(url, topic, queue))
}

/** Deletes the queues of a topic with all that is in them. */
export const deleteQueues = (url: string, topic: TopicName): Promise<void> =>
  onChannel(url, async (channel) => {
    for (const queue of queuesOf(topic)) await channel.deleteQueue(queue)
  })

/** The messages that wait in each queue of a topic. */
export const messagesIn = (url: string, topic: TopicName): Promise<Record<string, number>> =>
  onChannel(url, async (channel) => {
    const counts: [string, number][] = []
    for (const queue of queuesOf(topic)) counts.push([queue, (await channel.checkQueue(queue)).messageCount])
    return Object.fromEntries(counts)
  })

/** Takes everything out of queues. */
export const purgeQueues = (url: string, queues: readonly string[]): Promise<void> =>
  onChannel(url, async (channel) => {
    for (const queue of queues) await channel.purgeQueue(queue)
  })

/** Waits until a courier can carry. */
export const untilUp = (courier: Courier): Promise<void> => until('the courier is up', () => courier.state() === 'up')
