import type { CloudEvent } from '@popug/contracts/events.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { EventBatch } from './courier.ts'
import { batchSize } from './outbox.ts'

/** Batches of full size that may wait in memory for one topic. */
export const mostBatches = 20

/**
 * Events of one transaction: where more than a batch waits, three share the statements and the commit that a transaction costs
 * however few its events are.
 */
export const mostApplied = 3 * batchSize

/** Events that may wait in memory for one topic; a batch that comes beyond is refused and read from the feed later. */
const maxEvents = mostBatches * batchSize

/** A batch that waits. */
export interface Entry {
  readonly batch: EventBatch
  readonly settle: (error?: Error) => void
}

const firstOf = ({ batch }: Entry): number => batch.events[0]?.position ?? 0
const lastOf = ({ batch }: Entry): number => batch.events.at(-1)?.position ?? 0

/** What the courier brought and the listener has not applied yet, in position order. */
export class Buffer {
  readonly #entries: Entry[] = []
  #events = 0
  #closed: Error | undefined

  /** Holds a batch; resolves when it lies behind the checkpoint. */
  add(batch: EventBatch): Promise<void> {
    if (batch.events.length === 0) return Promise.resolve()
    if (this.#closed) return Promise.reject(this.#closed)
    if (this.#events + batch.events.length > maxEvents) return Promise.reject(new Error('too many events are waiting'))
    return new Promise((resolve, reject) => {
      const entry: Entry = { batch, settle: (error) => (error ? reject(error) : resolve()) }
      const at = this.#entries.findLastIndex((other) => firstOf(other) <= firstOf(entry)) + 1
      this.#entries.splice(at, 0, entry)
      this.#events += batch.events.length
    })
  }

  /** Lets go of everything that the checkpoint has passed. */
  settle(checkpoint: Checkpoint): void {
    for (let index = this.#entries.length - 1; index >= 0; index--) {
      const entry = this.#entries[index] as Entry
      const stale = entry.batch.epoch < checkpoint.epoch
      if (!stale && (entry.batch.epoch > checkpoint.epoch || lastOf(entry) > checkpoint.position)) continue
      this.#remove(index).settle()
    }
  }

  /** The events that follow the checkpoint without a hole, as many as one transaction may apply. */
  next(checkpoint: Checkpoint): CloudEvent[] {
    const events: CloudEvent[] = []
    let position = checkpoint.position
    for (const { batch } of this.#entries) {
      if (batch.epoch !== checkpoint.epoch) continue
      for (const event of batch.events) {
        if (event.position <= position) continue
        if (event.position > position + 1 || events.length === mostApplied) return events
        events.push(event)
        position = event.position
      }
    }
    return events
  }

  get empty(): boolean {
    return this.#entries.length === 0
  }

  /** What it holds now, for `refuse`. */
  held(): readonly Entry[] {
    return [...this.#entries]
  }

  /** Gives back to the courier what was held then and is still here. */
  refuse(error: Error, held: readonly Entry[]): void {
    for (const entry of held) {
      const index = this.#entries.indexOf(entry)
      if (index >= 0) this.#remove(index).settle(error)
    }
  }

  /** Gives everything back to the courier, and takes no more. */
  close(error: Error): void {
    this.#closed = error
    this.refuse(error, this.held())
  }

  #remove(index: number): Entry {
    const [entry] = this.#entries.splice(index, 1) as [Entry]
    this.#events -= entry.batch.events.length
    return entry
  }
}
