/**
 * A subscription: one listener on one topic.
 *
 *     courier ──► buffer ──┐
 *                          ├──► events that follow the checkpoint ──► one transaction: handler + checkpoint
 *     speaker's feed ──────┘
 *
 * Invariants
 * - Events are applied in position order, each in the same transaction that moves the checkpoint past it: delivery is at
 *   least once, effects happen once because the checkpoint commits with them.
 * - The checkpoint moves by one statement that names where it stood, so of two instances one wins and the other
 *   rolls back.
 * - Position at or below the checkpoint: skipped. Beyond the next: the hole is read from the feed first.
 *
 * When something fails
 * - The database is away: the same batch is tried again, for as long as it takes, at a bounded pace.
 * - A batch fails otherwise: in parts, and event by event where one fails; one that keeps failing is parked in `dead_letters` and passed.
 * - The courier lost the tail: the feed is asked every few seconds whether the head lies beyond the checkpoint.
 * - The courier is away: everything flows through the feed, which is then asked several times as often.
 * - The speaker was restored (a new epoch): back to the last position that both epochs share, and on from the feed.
 */
import type { CloudEvent } from '@popug/contracts/events.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import { type Loop, startLoop } from '../jobs/loop.ts'
import { Buffer } from './buffer.ts'
import { type Checkpoint, CheckpointMoved } from './checkpoint.ts'
import type { EventBatch } from './courier.ts'
import type { FeedPage } from './feed.ts'
import { batchSize } from './outbox.ts'

/** Milliseconds between two looks at the speaker's head when nothing comes. */
const tailCheckEvery = 2_000
/** The same while the courier is away, and nothing can come. */
const hurriedEvery = 500

export interface SubscriptionParts {
  readonly topic: TopicName
  /** Reads the speaker's feed from where a checkpoint of this epoch stands; rejects while the speaker does not answer. */
  readonly readFeed: (after: number, limit: number, epoch: number) => Promise<FeedPage>
  readonly readCheckpoint: () => Promise<Checkpoint>
  /** Applies events that follow `from` and moves the checkpoint, parking what keeps failing; fewer when the signal aborts. */
  readonly apply: (events: readonly CloudEvent[], from: Checkpoint, signal: AbortSignal) => Promise<Checkpoint>
  /** Moves the checkpoint to where a new epoch begins. */
  readonly enterEpoch: (from: Checkpoint, to: Checkpoint) => Promise<void>
  readonly isCourierDown: () => boolean
  readonly log: Logger
  readonly tailCheckEvery?: number
}

export interface Subscription {
  readonly topic: TopicName
  deliver(batch: EventBatch): Promise<void>
  /** Looks at the speaker's head now. */
  checkTail(): void
  /** The head that the speaker last told, null while it never answered. */
  knownHead(): number | null
  stop(): Promise<void>
}

/** Starts a subscription: catches up from the feed at once, then takes what the courier brings. */
export const startSubscription = (parts: SubscriptionParts): Subscription => {
  const { topic, log } = parts
  const buffer = new Buffer()
  let checkpoint: Checkpoint | undefined
  let head: number | null = null
  let tailDue = true

  /** Reads what follows the checkpoint from the feed; null when the epoch is another one and has been entered. */
  const pull = async (at: Checkpoint): Promise<readonly CloudEvent[] | null> => {
    const page = await parts.readFeed(at.position, batchSize, at.epoch)
    head = page.head
    if (page.epoch === at.epoch) return page.items
    if (page.epoch < at.epoch)
      throw new Error(`${topic}: the speaker went back from epoch ${at.epoch} to ${page.epoch}`)
    const entered = { epoch: page.epoch, position: Math.min(at.position, page.epochStart) }
    await parts.enterEpoch(at, entered)
    log.warn({ topic, from: at, to: entered }, 'the speaker was restored from a backup: a new epoch begins')
    checkpoint = entered
    return null
  }

  const applyNext = async (at: Checkpoint, signal: AbortSignal): Promise<'more' | undefined> => {
    buffer.settle(at)
    let events: readonly CloudEvent[] | null = buffer.next(at)
    if (events.length === 0) {
      if (buffer.empty && !tailDue) return undefined
      tailDue = false
      const waiting = buffer.held()
      events = await pull(at)
      if (events === null) return 'more'
      if (events.length === 0) {
        // Batches of an epoch or from positions that the speaker itself does not know: nothing to wait for.
        buffer.refuse(new Error(`${topic}: nothing stands after ${at.position} in the feed`), waiting)
        return buffer.empty ? undefined : 'more'
      }
      tailDue = (events.at(-1)?.position ?? 0) < (head ?? 0)
    }
    checkpoint = await parts.apply(events, at, signal)
    buffer.settle(checkpoint)
    return 'more'
  }

  const loop: Loop = startLoop({
    name: `subscription ${topic}`,
    every: tailCheckEvery,
    log,
    run: async (signal) => {
      try {
        // Somebody else may have moved it while nothing came: another instance, or a rebuild that begins anew. While
        // something comes, applying it finds that out.
        if (tailDue && buffer.empty) checkpoint = undefined
        checkpoint ??= await parts.readCheckpoint()
        return await applyNext(checkpoint, signal)
      } catch (error) {
        checkpoint = undefined
        tailDue = true
        if (!(error instanceof CheckpointMoved)) throw error
        return 'more'
      }
    },
  })
  const every = parts.tailCheckEvery ?? tailCheckEvery
  const tick = Math.min(every, hurriedEvery)
  let ticks = 0
  const tail = setInterval(() => {
    ticks += 1
    if (ticks * tick < every && !parts.isCourierDown()) return
    ticks = 0
    tailDue = true
    loop.wake()
  }, tick)

  return {
    topic,
    deliver: (batch) => {
      const settled = buffer.add(batch)
      if (head !== null) head = Math.max(head, batch.events.at(-1)?.position ?? 0)
      loop.wake()
      return settled
    },
    checkTail: () => {
      tailDue = true
      loop.wake()
    },
    knownHead: () => head,
    stop: async () => {
      clearInterval(tail)
      await loop.stop()
      buffer.close(new Error('stopping'))
    },
  }
}
