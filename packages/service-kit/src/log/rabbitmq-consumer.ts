import { setTimeout as wait } from 'node:timers/promises'
import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'
import type { Channel, ConsumeMessage } from 'amqplib'
import type { Logger } from 'pino'
import { mostApplied, mostBatches } from './buffer.ts'
import type { Deliver, EventBatch } from './courier.ts'
import { within } from './rabbitmq-bounds.ts'
import { keepChannel } from './rabbitmq-channel.ts'
import type { Connection } from './rabbitmq-connection.ts'
import { decodeBatch } from './rabbitmq-message.ts'
import { declareTopic, queueOf } from './rabbitmq-topology.ts'

/** Messages that may be here, not yet acknowledged: as many of the biggest as a listener has room for. */
const prefetch = mostBatches
/**
 * Events that may be with a listener at once, those that are being applied and those that come next; messages beyond wait as
 * they came, for what is read takes many times the room.
 */
const mostEvents = 2 * mostApplied
/** Milliseconds for what is under way when a listener leaves. */
const endsWithin = 5_000
/** Milliseconds before a refused message goes back, the first time; twice as long each time, at most so many times as long. */
const firstPause = 200
const longestPause = 25

export interface ConsumerParts {
  readonly connection: Connection
  readonly listener: ServiceName
  readonly topic: TopicName
  readonly deliver: Deliver
  readonly log: Logger
  readonly firstPause?: number | undefined
}

const timesRefused = ({ properties }: ConsumeMessage): number => Number(properties.headers?.['x-delivery-count'] ?? 0)

/**
 * Listens to a queue from now on; answers how to leave, which waits for what is under way.
 *
 * A message is acknowledged when its batch has been applied. One that the listener refuses goes back after a pause that grows
 * with each time, for what made it refuse may pass; not for ever, the queue's delivery limit sets it aside. By `reject`,
 * which counts towards that limit in every version, as `nack` does not from RabbitMQ 4.3 on. One that
 * cannot be read is set aside at once.
 */
export const startConsumer = (parts: ConsumerParts): (() => Promise<void>) => {
  const { connection, listener, topic, deliver, log } = parts
  const queue = queueOf(listener, topic)
  const leaving = new AbortController()
  const underWay = new Set<Promise<void>>()
  const waiting: { channel: Channel; message: ConsumeMessage }[] = []
  let events = 0
  const tags = new WeakMap<Channel, string>()

  /** Nothing where the channel has closed meanwhile: the broker then gives the message to somebody anyway. */
  const answer = (say: () => void): void => {
    try {
      say()
    } catch (error) {
      log.debug({ err: error, queue }, 'a message could not be answered; it comes again')
    }
  }

  const handle = async (channel: Channel, message: ConsumeMessage, batch: EventBatch): Promise<void> => {
    try {
      events += batch.events.length
      await deliver(batch).finally(() => {
        events -= batch.events.length
        void handOver()
      })
    } catch (error) {
      log.debug({ err: error, queue }, 'a batch was refused; it comes again')
      const pause = (parts.firstPause ?? firstPause) * Math.min(longestPause, 2 ** timesRefused(message))
      await wait(pause, undefined, { signal: leaving.signal }).catch(() => undefined)
      // Who leaves closes the channel, which gives everything back.
      if (!leaving.signal.aborted) answer(() => channel.reject(message, true))
      return
    }
    answer(() => channel.ack(message))
  }

  const read = async ({ content, fields, properties }: ConsumeMessage): Promise<EventBatch | null> => {
    try {
      if (fields.routingKey !== topic) throw new Error(`it was sent to ${fields.routingKey}`)
      return await decodeBatch(topic, content, properties.contentEncoding)
    } catch (error) {
      log.error({ err: error, queue, messageId: properties.messageId }, 'a message cannot be read and was set aside')
      return null
    }
  }

  /** Hands over what has come, in its order, while the listener has room: read one after the other. */
  let handing = false
  const handOver = async (): Promise<void> => {
    if (handing) return
    handing = true
    while (events < mostEvents && !leaving.signal.aborted) {
      const next = waiting.shift()
      if (!next) break
      const { channel, message } = next
      const batch = await read(message)
      if (!batch) {
        answer(() => channel.reject(message, false))
        continue
      }
      const handling = handle(channel, message, batch).finally(() => underWay.delete(handling))
      underWay.add(handling)
    }
    handing = false
  }

  const lasting = keepChannel<Channel>({
    log,
    open: () => connection.createChannel(),
    prepare: async (channel) => {
      // What came by a channel that is lost comes again.
      waiting.length = 0
      await declareTopic(channel, topic)
      await channel.prefetch(prefetch)
      const { consumerTag } = await channel.consume(queue, (message) => {
        if (message) {
          waiting.push({ channel, message })
          void handOver()
        } else lasting.giveUp(channel, `${queue} is gone`)
      })
      tags.set(channel, consumerTag)
    },
  })

  return async () => {
    const channel = lasting.current()
    const tag = channel && tags.get(channel)
    if (channel && tag !== undefined)
      await within(
        endsWithin,
        Promise.resolve(channel).then((one) => one.cancel(tag)),
      )
    leaving.abort()
    await within(endsWithin, Promise.all(underWay))
    await lasting.stop()
  }
}
