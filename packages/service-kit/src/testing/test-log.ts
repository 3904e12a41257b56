import type { CloudEvent, DataOf, EventKind } from '@popug/contracts/events.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import { newId } from '../ids.ts'
import type { Courier } from '../log/courier.ts'
import type { FeedPage } from '../log/feed.ts'

/** Neighbours' logs in memory: what they said, in order, and the feed that a listener reads it from. */
export class TestLog {
  readonly #topics = new Map<TopicName, CloudEvent[]>()
  readonly #courier: Courier
  readonly #now: () => number

  constructor(courier: Courier, now: () => number) {
    this.#courier = courier
    this.#now = now
  }

  /** Says events of one kind as their speaker would; `lost` keeps them from the courier. */
  async say<K extends EventKind>(kind: K, data: readonly DataOf<K>[], { lost = false } = {}): Promise<CloudEvent[]> {
    const log = this.#topics.get(kind.topic) ?? []
    this.#topics.set(kind.topic, log)
    const events = data.map(
      (one, index): CloudEvent => ({
        specversion: '1.0',
        id: newId(this.#now()),
        source: kind.topic,
        type: kind.type,
        time: new Date(this.#now()).toISOString(),
        datacontenttype: 'application/json',
        position: log.length + index + 1,
        epoch: 1,
        data: one as CloudEvent['data'],
      }),
    )
    log.push(...events)
    if (!lost) await this.#courier.publish([{ topic: kind.topic, epoch: 1, events }])
    return events
  }

  head(topic: TopicName): number {
    return this.#topics.get(topic)?.length ?? 0
  }

  read({ topic, after = 0, limit = 1_000 }: { topic: TopicName; after?: number; limit?: number }): FeedPage {
    const log = this.#topics.get(topic) ?? []
    return { items: log.slice(after, after + limit), head: log.length, epoch: 1, epochStart: 0 }
  }
}
