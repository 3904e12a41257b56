import { setTimeout as wait } from 'node:timers/promises'
import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import type { Courier } from './courier.ts'
import { batchAfter, type TopicState } from './feed.ts'
import { batchSize } from './outbox.ts'

/** Batches of one topic that may be with the courier before it has taken the first of them over. */
const mostOnTheWay = 8
/** Milliseconds after a failure before the next attempt: at first, at most. */
const firstPause = 100
const longestPause = 3_000

export interface PublishingParts<Tables> {
  readonly service: ServiceName
  readonly database: Database<Tables>
  readonly courier: Courier
  readonly log: Logger
  readonly published?: () => void
}

/**
 * Hands numbered events to the courier, several batches at a time, each topic by itself and none holding up the numbering.
 * How far a topic has been taken over moves over batches in their order only, so a failure in the middle leaves nothing
 * behind it: what follows is published again with it.
 */
export class Publishing<Tables> {
  readonly #parts: PublishingParts<Tables>
  readonly #taken = new Map<TopicName, { epoch: number; position: number }>()
  readonly #running = new Map<TopicName, Promise<void>>()
  #failures = 0
  #notBefore = 0

  constructor(parts: PublishingParts<Tables>) {
    this.#parts = parts
  }

  /** The position up to which the courier has taken a topic over, as far as this instance knows. */
  takenOf(topic: TopicName, epoch: number): number {
    const taken = this.#taken.get(topic)
    return taken?.epoch === epoch ? taken.position : 0
  }

  /**
   * Begins to publish a topic from a position up to its head, unless the courier is away; false while it is at it with an
   * earlier head, so that there will be more to do.
   */
  begin(topic: TopicState, from: number, signal: AbortSignal | undefined): boolean {
    const { courier } = this.#parts
    if (this.#running.has(topic.topic)) return false
    if (courier.state() === 'down' || performance.now() < this.#notBefore) return true
    const run = this.#publish(topic, from, signal)
      .then(
        () => {
          this.#failures = 0
        },
        (error: unknown) => this.#failed(topic.topic, error, signal),
      )
      .finally(() => this.#running.delete(topic.topic))
    this.#running.set(topic.topic, run)
    return true
  }

  /** Whether anything is being published. */
  get busy(): boolean {
    return this.#running.size > 0
  }

  /** Waits until nothing is being published, no longer than so many milliseconds. */
  async rest(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    if (!this.busy) return
    const over = new AbortController()
    const stop = (): void => over.abort()
    signal?.addEventListener('abort', stop)
    const done = Promise.all(this.#running.values())
    await Promise.race([done, wait(milliseconds, undefined, { signal: over.signal }).catch(() => undefined)])
    // What is with the courier ends within its own time limit, and the database must not close before.
    if (signal?.aborted) await done
    signal?.removeEventListener('abort', stop)
    over.abort()
  }

  async #publish(topic: TopicState, from: number, signal: AbortSignal | undefined): Promise<void> {
    const { service, database, courier, published } = this.#parts
    const { epoch, head } = topic
    const onTheWay: { upTo: number; taken: Promise<void> }[] = []
    const oldestTaken = async (): Promise<void> => {
      const [{ upTo, taken }] = onTheWay.splice(0, 1) as [{ upTo: number; taken: Promise<void> }]
      await taken
      published?.()
      this.#taken.set(topic.topic, { epoch, position: upTo })
    }
    try {
      for (let position = from; position < head && !signal?.aborted; ) {
        const batch = await batchAfter(database, service, topic, position, batchSize)
        if (!batch || batch.last <= position)
          throw new Error(`${topic.topic}: nothing stands after ${position}, though the head is ${head}`)
        position = batch.last
        const taken = courier.publish([batch])
        // Looked at in its turn; until then a refusal must not count as one that nobody handles.
        taken.catch(() => undefined)
        onTheWay.push({ upTo: position, taken })
        if (onTheWay.length === mostOnTheWay) await oldestTaken()
      }
      while (onTheWay.length > 0) await oldestTaken()
    } finally {
      await Promise.allSettled(onTheWay.map(({ taken }) => taken))
    }
  }

  #failed(topic: TopicName, error: unknown, signal: AbortSignal | undefined): void {
    this.#failures += 1
    this.#notBefore = performance.now() + Math.min(longestPause, firstPause * 2 ** this.#failures)
    // Tried often it may fail often: the 1st, 2nd, 4th, 8th … failure is told.
    if (!signal?.aborted && Number.isInteger(Math.log2(this.#failures)))
      this.#parts.log.error({ err: error, topic, failures: this.#failures }, 'the courier did not take what was said')
  }
}
