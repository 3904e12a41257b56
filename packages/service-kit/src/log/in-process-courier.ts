import type { TopicName } from '@popug/contracts/topology.ts'
import type { Courier, Deliver, EventBatch } from './courier.ts'

/** Batches that may wait for one listener; what comes beyond is dropped, and the listener reads it from the feed. */
const maxWaiting = 64

class Line {
  readonly #deliver: Deliver
  readonly #waiting: EventBatch[] = []
  #running: Promise<void> | undefined

  constructor(deliver: Deliver) {
    this.#deliver = deliver
  }

  push(batch: EventBatch): void {
    if (this.#waiting.length >= maxWaiting) return
    this.#waiting.push(batch)
    this.#running ??= this.#run()
  }

  async #run(): Promise<void> {
    await Promise.resolve()
    for (let batch = this.#waiting.shift(); batch; batch = this.#waiting.shift()) {
      // A rejected batch is dropped: the listener has said why, and will read it from the feed.
      await this.#deliver(batch).catch(() => undefined)
    }
    this.#running = undefined
  }

  async stop(): Promise<void> {
    this.#waiting.length = 0
    await this.#running
  }
}

/** The courier of the embedded mode: a function call, with a bounded line before each listener. */
export const inProcessCourier = (): Courier => {
  const lines = new Map<TopicName, Set<Line>>()
  return {
    kind: 'in-process',
    publish: async (batches) => {
      for (const batch of batches) for (const line of lines.get(batch.topic) ?? []) line.push(batch)
    },
    subscribe: async (_listener, topic, deliver) => {
      const line = new Line(deliver)
      const those = lines.get(topic) ?? new Set()
      lines.set(topic, those.add(line))
      return async () => {
        those.delete(line)
        await line.stop()
      }
    },
    state: () => 'up',
    close: async () => {
      await Promise.all([...lines.values()].flatMap((those) => [...those].map((line) => line.stop())))
      lines.clear()
    },
  }
}
