import type { ConnectionOptions } from 'node:tls'
import { type Channel, type ConfirmChannel, connect, type RecoveringChannelModel } from 'amqplib'
import type { Logger } from 'pino'
import { within } from './rabbitmq-bounds.ts'

/** Milliseconds until a broker that does not answer counts as away, and the longest pause between two attempts. */
const answersWithin = 10_000
const longestPause = 3_000
/** Seconds between heartbeats; two that do not come end the connection. */
const heartbeat = 10

export interface ConnectionParts {
  /** `amqp://` or `amqps://`, with user, password and virtual host. */
  readonly url: string
  /** Certificates and the like, for `amqps://`. */
  readonly tls?: ConnectionOptions
  readonly log: Logger
  readonly purpose: 'publishing' | 'consuming'
}

/** A connection to the broker that comes back by itself. */
export interface Connection {
  /** Connected, and the broker has not asked to be spared. */
  isUp(): boolean
  /** Opens a channel as soon as there is a connection. */
  createChannel(): Promise<Channel>
  createConfirmChannel(): Promise<ConfirmChannel>
  /** Tells when the broker stops reading what is published, for want of memory or disk. */
  onBlocked(tell: (reason: string) => void): void
  close(): Promise<void>
}

const withHeartbeat = (url: string): string => {
  const address = new URL(url)
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', String(heartbeat))
  return address.href
}

/** Connects as soon as the broker answers, and again whenever the connection is lost, for as long as it takes. */
export const openConnection = ({ url, tls, log, purpose }: ConnectionParts): Connection => {
  const told: ((reason: string) => void)[] = []
  let connected = false
  let blocked = false
  let failures = 0

  const watch = (model: RecoveringChannelModel): RecoveringChannelModel =>
    model
      .on('connect', () => {
        connected = true
        blocked = false
        failures = 0
        log.info({ purpose }, 'connected to RabbitMQ')
      })
      .on('disconnect', (error) => {
        connected = false
        log.warn({ purpose, err: error }, 'the connection to RabbitMQ was lost')
      })
      .on('connect-failed', (error) => {
        failures += 1
        if (Number.isInteger(Math.log2(failures))) log.warn({ purpose, err: error, failures }, 'RabbitMQ is away')
      })
      .on('blocked', (reason) => {
        blocked = true
        log.error({ purpose, reason }, 'RabbitMQ takes nothing for want of memory or disk')
        for (const tell of told) tell(reason)
      })
      .on('unblocked', () => {
        blocked = false
      })
      // Followed by 'disconnect', which tells of it; without a listener it would end the process.
      .on('error', () => undefined)

  const recovery = { initialDelay: 100, maxDelay: longestPause, factor: 2, jitter: 0.3, waitForConnect: false }
  const model = connect(withHeartbeat(url), { ...tls, noDelay: true, timeout: answersWithin, recovery }).then(watch)

  return {
    isUp: () => connected && !blocked,
    createChannel: async () => (await model).createChannel(),
    createConfirmChannel: async () => (await model).createConfirmChannel(),
    onBlocked: (tell) => told.push(tell),
    close: async () => {
      connected = false
      await within(answersWithin / 2, (await model).close())
    },
  }
}
