import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'
import type { Courier, Deliver, EventBatch } from './courier.ts'

/** Batches that may be with one listener, not yet applied; what comes beyond is dropped, and read from the feed. */
const maxWaiting = 64

/** The way to one listener. Everything is handed over at once, so that the listener may apply small batches together. */
class Line {
  readonly #deliver: Deliver
  #waiting = 0

  constructor(deliver: Deliver) {
    this.#deliver = deliver
  }

  push(batch: EventBatch): void {
    if (this.#waiting >= maxWaiting) return
    this.#waiting += 1
    const letGo = (): void => {
      this.#waiting -= 1
    }
    // A rejected batch is dropped: the listener has said why, and will read it from the feed.
    this.#deliver(batch).then(letGo, letGo)
  }
}

/**
 * The courier of the embedded mode: a function call, with a bounded number of batches on their way to each listener. Of
 * several that subscribe as the same listener the first is served, the next when it has left.
 */
export const inProcessCourier = (): Courier => {
  const lines = new Map<TopicName, Map<ServiceName, Line[]>>()
  const linesOf = (topic: TopicName): Map<ServiceName, Line[]> => {
    const those = lines.get(topic) ?? new Map<ServiceName, Line[]>()
    lines.set(topic, those)
    return those
  }
  return {
    kind: 'in-process',
    publish: async (batches) => {
      for (const batch of batches) for (const [first] of linesOf(batch.topic).values()) first?.push(batch)
    },
    subscribe: async (listener, topic, deliver) => {
      const line = new Line(deliver)
      const those = linesOf(topic)
      those.set(listener, [...(those.get(listener) ?? []), line])
      return async () => {
        those.set(
          listener,
          (those.get(listener) ?? []).filter((other) => other !== line),
        )
      }
    },
    state: () => 'up',
    close: async () => lines.clear(),
  }
}
