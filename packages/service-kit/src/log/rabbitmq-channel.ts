import { setTimeout as wait } from 'node:timers/promises'
import type { Channel } from 'amqplib'
import type { Logger } from 'pino'
import { within } from './rabbitmq-bounds.ts'

/** Milliseconds before a lost channel is opened again: at first, at most. */
const firstPause = 100
const longestPause = 3_000
/** Milliseconds for the broker's answer to a closing. */
const closesWithin = 2_000

export interface ChannelParts<C extends Channel> {
  /** Resolves with a new channel as soon as there is a connection. */
  readonly open: () => Promise<C>
  /** Makes a new channel ready for its work. */
  readonly prepare: (channel: C) => Promise<void>
  readonly log: Logger
}

/** A channel that is opened again whenever it is lost, with its connection or alone. */
export interface LastingChannel<C extends Channel> {
  /** The channel, while it is ready. */
  current(): C | undefined
  /** Gives a channel up, so that a new one takes its place; nothing if that has happened already. */
  giveUp(channel: C, reason: string): void
  stop(): Promise<void>
}

const closeQuietly = async (channel: Channel): Promise<void> => {
  try {
    await within(closesWithin, channel.close())
  } catch {
    // It was closed already.
  }
}

/** Keeps a channel open from now on until it is stopped. */
export const keepChannel = <C extends Channel>({ open, prepare, log }: ChannelParts<C>): LastingChannel<C> => {
  const stopping = new AbortController()
  const { signal } = stopping
  let opened: C | undefined
  let ready: C | undefined

  const closed = async (channel: C): Promise<void> => {
    if (opened === channel) {
      opened = undefined
      ready = undefined
    }
    await closeQuietly(channel)
  }

  /** One channel's life. */
  const live = async (): Promise<void> => {
    const channel = await open()
    const ended = new Promise<void>((resolve) => channel.once('close', resolve))
    channel.on('error', (error) => log.warn({ err: error }, 'RabbitMQ closed a channel'))
    if (signal.aborted) return closed(channel)
    opened = channel
    try {
      await prepare(channel)
      if (opened !== channel) return
      ready = channel
      await ended
    } finally {
      await closed(channel)
    }
  }

  const keep = async (): Promise<void> => {
    let failures = 0
    while (!signal.aborted) {
      const begun = performance.now()
      try {
        await live()
      } catch (error) {
        if (!signal.aborted) log.warn({ err: error }, 'a channel to RabbitMQ could not be opened; it is tried again')
      }
      failures = performance.now() - begun > longestPause ? 0 : failures + 1
      const pause = Math.min(longestPause, firstPause * 2 ** failures) * (0.7 + Math.random() * 0.3)
      await wait(pause, undefined, { signal }).catch(() => undefined)
    }
  }
  void keep()

  return {
    current: () => ready,
    giveUp: (channel, reason) => {
      if (opened !== channel || signal.aborted) return
      log.warn({ reason }, 'a channel to RabbitMQ is given up')
      void closed(channel)
    },
    stop: async () => {
      stopping.abort()
      if (opened) await closed(opened)
    },
  }
}
