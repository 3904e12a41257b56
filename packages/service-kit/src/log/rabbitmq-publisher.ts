import type { TopicName } from '@popug/contracts/topology.ts'
import type { ConfirmChannel } from 'amqplib'
import type { Logger } from 'pino'
import type { EventBatch } from './courier.ts'
import { Window } from './rabbitmq-bounds.ts'
import { keepChannel } from './rabbitmq-channel.ts'
import type { Connection } from './rabbitmq-connection.ts'
import { contentType, encodeBatch, type Message } from './rabbitmq-message.ts'
import { declareTopic, exchange } from './rabbitmq-topology.ts'

/** What may be with the broker unconfirmed, and how many more may wait for their turn. */
const room = { messages: 64, bytes: 32 * 1024 * 1024, line: 1_000 }

/** The broker has not taken a batch; the relay publishes it again. */
class NotTaken extends Error {
  override readonly name = 'NotTaken'
}

export interface PublisherParts {
  readonly connection: Connection
  readonly log: Logger
  /** Milliseconds that a message may stay unconfirmed. */
  readonly confirmsWithin: number
}

export interface Publisher {
  isReady(): boolean
  /** Resolves when the broker has every batch safe in every queue; rejects when it has not, at once while it is away. */
  publish(batches: readonly EventBatch[]): Promise<void>
  stop(): Promise<void>
}

/** A channel as the publisher knows it: what has been declared on it, and which messages came back. */
interface Opened {
  readonly channel: ConfirmChannel
  readonly declared: Map<TopicName, Promise<void>>
  readonly returned: Set<string>
}

/** Keeps a channel for publishing. */
export const keepPublisher = ({ connection, log, confirmsWithin }: PublisherParts): Publisher => {
  const unconfirmed = new Set<(error: Error) => void>()
  const window = new Window(room)
  let opened: Opened | undefined
  let count = 0

  const lasting = keepChannel<ConfirmChannel>({
    log,
    open: () => connection.createConfirmChannel(),
    prepare: async (channel) => {
      const returned = new Set<string>()
      channel.on('return', ({ properties }) => returned.add(properties.messageId))
      opened = { channel, returned, declared: new Map() }
    },
  })
  // A blocked broker reads nothing more, so nothing will be confirmed: better told now than after the time limit.
  connection.onBlocked((reason) => {
    for (const reject of unconfirmed) reject(new NotTaken(`RabbitMQ is blocked: ${reason}`))
  })

  const declare = ({ channel, declared }: Opened, topic: TopicName): Promise<void> => {
    const known = declared.get(topic)
    if (known) return known
    const declaring = declareTopic(channel, topic)
    declared.set(topic, declaring)
    declaring.catch(() => declared.delete(topic))
    return declaring
  }

  const confirmed = ({ channel, returned, declared }: Opened, message: Message): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      const { topic, content, contentEncoding } = message
      const messageId = `${message.name}#${++count}`
      const settle = (error?: Error): void => {
        clearTimeout(limit)
        unconfirmed.delete(settle)
        if (error) reject(error)
        else resolve()
      }
      const late = (): void => {
        settle(new NotTaken(`${messageId} was not confirmed within ${confirmsWithin} ms`))
        lasting.giveUp(channel, 'no confirmation came')
      }
      const limit = setTimeout(late, confirmsWithin)
      unconfirmed.add(settle)
      const about = { contentType, ...(contentEncoding && { contentEncoding }), messageId, timestamp: Date.now() }
      const options = { persistent: true, mandatory: true, ...about }
      try {
        channel.publish(exchange, topic, content, options, (error) => {
          if (error) return settle(new NotTaken(`${messageId}: ${error.message}`, { cause: error }))
          if (!returned.delete(messageId)) return settle()
          // Its queues are gone: declared anew before the next one.
          declared.delete(topic)
          settle(new NotTaken(`${messageId} came back: there was no queue for it`))
        })
      } catch (error) {
        settle(error as Error)
      }
    })

  const send = async (message: Message): Promise<void> => {
    await window.enter(message.content.length)
    try {
      const now = opened
      if (!connection.isUp() || !now || lasting.current() !== now.channel) throw new NotTaken('RabbitMQ is away')
      await declare(now, message.topic)
      await confirmed(now, message)
    } finally {
      window.leave(message.content.length)
    }
  }

  return {
    isReady: () => connection.isUp() && lasting.current() !== undefined,
    publish: async (batches) => {
      const results = await Promise.allSettled(batches.flatMap((batch) => encodeBatch(batch)).map(send))
      const failed = results.find(({ status }) => status === 'rejected')
      if (failed) throw (failed as PromiseRejectedResult).reason
    },
    stop: () => lasting.stop(),
  }
}
