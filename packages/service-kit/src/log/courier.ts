import type { CloudEvent } from '@popug/contracts/events.ts'
import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'

/** Events of one topic with contiguous positions, at most `batchSize` of them. */
export interface EventBatch {
  readonly topic: TopicName
  readonly epoch: number
  readonly events: readonly CloudEvent[]
}

/** A batch as its speaker's outbox holds it: its events are there as JSON too, and made into objects only for those who ask. */
export interface WrittenBatch extends EventBatch {
  /** The position of the first event. */
  readonly first: number
  /** The events in their order, each the JSON of its form on the wire. */
  readonly texts: readonly string[]
}

/** Takes a batch; resolves when the listener's transaction with its checkpoint has committed. */
export type Deliver = (batch: EventBatch) => Promise<void>

/**
 * Carries batches from speakers to listeners, fast. The contract, which `log.contract.ts` holds every courier to:
 *
 * - It is not where events live. It may drop, double, delay and reorder batches, for as long as it likes: listeners
 *   repair all of that from the speaker's feed. It must not change a batch, nor hand it to another topic's listeners.
 * - `publish` resolves once the courier has taken the batches over (a broker: has confirmed them) and rejects when it
 *   has not; the relay then publishes the same again. It does not wait for listeners.
 * - `subscribe` hands batches of one topic to one listener, through `deliver`, and lets go of a batch only after
 *   `deliver` has resolved; where it rejects, the batch may be delivered again or dropped. Several instances of a listener: at
 *   most one is served at a time.
 * - Everything it holds is bounded.
 */
export interface Courier {
  readonly kind: string
  publish(batches: readonly EventBatch[]): Promise<void>
  subscribe(listener: ServiceName, topic: TopicName, deliver: Deliver): Promise<() => Promise<void>>
  state(): 'up' | 'down'
  close(): Promise<void>
}
