import type { ConnectionOptions } from 'node:tls'
import type { Logger } from 'pino'
import type { Courier } from './courier.ts'
import { type Connection, openConnection } from './rabbitmq-connection.ts'
import { startConsumer } from './rabbitmq-consumer.ts'
import { keepPublisher } from './rabbitmq-publisher.ts'

/** Milliseconds that a message may stay unconfirmed unless told. */
const confirmsWithin = 10_000

export interface RabbitmqCourierParts {
  /** `amqp://user:password@host:port/vhost`, or `amqps://`. */
  readonly url: string
  readonly log: Logger
  /** Certificates and the like, for `amqps://`. */
  readonly tls?: ConnectionOptions
  /** Milliseconds that a message may stay unconfirmed. */
  readonly confirmsWithin?: number
  /** Milliseconds before a batch that a listener refused is brought again, the first time. */
  readonly pauseAfterRefusal?: number
}

/**
 * The courier of the composed mode: RabbitMQ, 3.10 and later. It connects by itself and does not mind a broker that is away:
 * `publish` rejects meanwhile, listeners are served again when it is back.
 *
 * Publishing and consuming have a connection each, for a broker that is short of memory stops reading from those that
 * publish, and acknowledgements must still come through then: they are what makes room.
 */
export const rabbitmqCourier = (parts: RabbitmqCourierParts): Courier => {
  const log = parts.log.child({ courier: 'rabbitmq' })
  const open = (purpose: 'publishing' | 'consuming'): Connection => openConnection({ ...parts, log, purpose })
  const publishing = open('publishing')
  const publisher = keepPublisher({
    connection: publishing,
    log,
    confirmsWithin: parts.confirmsWithin ?? confirmsWithin,
  })
  const leaves = new Set<() => Promise<void>>()
  let consuming: Connection | undefined

  return {
    kind: 'rabbitmq',
    publish: (batches) => publisher.publish(batches),
    subscribe: async (listener, topic, deliver) => {
      consuming ??= open('consuming')
      const stop = startConsumer({
        connection: consuming,
        listener,
        topic,
        deliver,
        log,
        firstPause: parts.pauseAfterRefusal,
      })
      const leave = async (): Promise<void> => {
        leaves.delete(leave)
        await stop()
      }
      leaves.add(leave)
      return leave
    },
    state: () => (publisher.isReady() && (consuming?.isUp() ?? true) ? 'up' : 'down'),
    close: async () => {
      await Promise.all([...leaves].map((leave) => leave()))
      await publisher.stop()
      await Promise.all([publishing.close(), consuming?.close()])
    },
  }
}
