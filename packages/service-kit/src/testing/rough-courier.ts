import type { Courier, EventBatch } from '../log/courier.ts'

/** How often (0 to 1) batches are dropped, doubled, and held up for a while, so that others overtake them. */
export interface Roughness {
  readonly drop?: number
  readonly double?: number
  readonly delay?: number
  /** The longest hold-up in milliseconds. */
  readonly upTo?: number
}

/** A courier that does everything to batches that its contract allows. */
export const roughCourier = (
  inner: Courier,
  random: () => number,
  { drop = 0, double = 0, delay = 0, upTo = 20 }: Roughness,
): Courier => {
  const timers = new Set<NodeJS.Timeout>()
  const later = (batch: EventBatch): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      // Nobody waits for it any more: where the courier is away by then, it is dropped.
      inner.publish([batch]).catch(() => undefined)
    }, random() * upTo)
    timers.add(timer)
  }
  return {
    ...inner,
    publish: async (batches) => {
      for (const batch of batches) {
        if (random() < drop) continue
        const copies = random() < double ? 2 : 1
        for (let copy = 0; copy < copies; copy++) {
          if (random() < delay) later(batch)
          else await inner.publish([batch])
        }
      }
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      await inner.close()
    },
  }
}
