import { afterEach, describe, expect, it } from 'vitest'
import type { LogBackend } from '../testing/backend.ts'
import { writeDown } from '../testing/listener.ts'
import { expectAllHeard, expectCrowdHeard, LogStage } from '../testing/log-stage.ts'
import { seeded, upTo, withSeeds } from '../testing/random.ts'
import { roughCourier } from '../testing/rough-courier.ts'
import { until } from '../testing/until.ts'
import type { Courier, Deliver, EventBatch } from './courier.ts'

/** Everything said is applied, once and in order, whatever the courier does with it. */
export const deliveryContract = (backend: LogBackend): void => {
  describe('delivery', () => {
    const stage = new LogStage(backend)
    afterEach(() => stage.clear())

    it('brings everything in the order in which it was said', async () => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier })
      const listener = await stage.listener({ courier, feed: speaker.feed })
      for (const value of upTo(40)) await speaker.say([value, value])
      await expectAllHeard(speaker, listener)
      expect(await listener.checkpoint()).toEqual({ epoch: 1, position: 80 })
    })

    it('does not need the feed while the courier brings everything', async () => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier })
      let asked = 0
      const feed: typeof speaker.feed = (after, limit) => {
        asked += 1
        return speaker.feed(after, limit)
      }
      const listener = await stage.listener({ courier, feed, tailCheckEvery: 600_000 })
      await until(
        'the listener has looked at the head once',
        () => asked === 1 && listener.subscription.knownHead() === 0,
      )
      for (const value of upTo(40)) await speaker.say([value])
      await expectAllHeard(speaker, listener)
      expect(asked).toBe(1)
    })

    it.each([
      ['doubles', { double: 0.6 }],
      ['drops', { drop: 0.5 }],
      ['holds up and reorders', { delay: 0.7 }],
      ['does all of it', { drop: 0.3, double: 0.4, delay: 0.5 }],
    ])('repairs what a courier spoils that %s', async (_what, roughness) => {
      await withSeeds(upTo(6), async (random) => {
        const courier = roughCourier(await stage.courier(), random, roughness)
        const speaker = await stage.speaker({ courier })
        const listener = await stage.listener({ courier, feed: speaker.feed })
        for (let value = 1; value < 60; ) {
          const values = upTo(1 + Math.floor(random() * 5)).map((offset) => value + offset)
          value += values.length
          await speaker.say(values)
          if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, random() * 10))
        }
        await expectAllHeard(speaker, listener)
        expect(await listener.deadLetters()).toEqual([])
        await stage.clear()
      })
    })

    it('finds a lost tail by looking at the head', async () => {
      const courier = roughCourier(await stage.courier(), seeded(1), { drop: 1 })
      const speaker = await stage.speaker({ courier })
      const listener = await stage.listener({ courier, feed: speaker.feed, tailCheckEvery: 30 })
      await until('the listener has caught up', () => listener.subscription.knownHead() === 0)
      await speaker.say([1, 2, 3])
      await expectAllHeard(speaker, listener, 3_000)
    })

    it('skips a batch that comes again, whole or in part', async () => {
      const courier = await stage.courier()
      const batches: EventBatch[] = []
      const speaker = await stage.speaker({
        courier: { ...courier, publish: async (those) => void batches.push(...those) },
      })
      await speaker.say([1, 2, 3])
      const listener = await stage.listener({ courier, feed: speaker.feed })
      await expectAllHeard(speaker, listener)
      await until('the relay has published', () => batches.length > 0)
      await courier.publish(batches)
      await speaker.say([4, 5])
      await until('the relay has published again', () => batches.length > 1)
      const all = await speaker.feed(0, 10)
      await courier.publish([{ topic: 'tasks', epoch: 1, events: all.items.slice(1) }, ...batches])
      await expectAllHeard(speaker, listener)
    })

    it('keeps no batch that the speaker itself does not know', async () => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier })
      const listener = await stage.listener({ courier, feed: speaker.feed })
      await speaker.say([1])
      await expectAllHeard(speaker, listener)
      const [event] = (await speaker.feed(0, 1)).items
      const stray = { topic: 'tasks' as const, epoch: 1, events: [{ ...event!, position: 40 }] }
      await expect(listener.subscription.deliver(stray)).rejects.toThrow('nothing stands after 1')
      await speaker.say([2])
      await expectAllHeard(speaker, listener)
    })

    it('carries a thousand events and more of one command, and many small ones together', async () => {
      const courier = await stage.courier()
      const sizes: number[] = []
      const speaker = await stage.speaker({
        courier: {
          ...courier,
          publish: async (batches) => {
            sizes.push(...batches.map(({ events }) => events.length))
            await courier.publish(batches)
          },
        },
      })
      const listener = await stage.listener({ courier, feed: speaker.feed })
      await speaker.say(upTo(2_345))
      await expectAllHeard(speaker, listener)
      await until('the relay has published it all', () => sizes.reduce((sum, size) => sum + size, 0) === 2_345)
      expect(sizes).toEqual([1_000, 1_000, 345])
      sizes.length = 0
      await Promise.all(upTo(300).map((value) => speaker.say([value])))
      await expectCrowdHeard(speaker, listener)
      expect(sizes.length).toBeLessThan(100)
    })

    it('two relays at once leave no hole and lose nothing', async () => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier, relays: 2 })
      const listener = await stage.listener({ courier, feed: speaker.feed })
      await Promise.all(upTo(60).map((value) => speaker.say([value, -value])))
      await expectCrowdHeard(speaker, listener)
      const { items } = await speaker.feed(0, 1_000)
      expect(items.map(({ position }) => position)).toEqual(upTo(120))
      expect(new Set(items.map(({ id }) => id)).size).toBe(120)
    })

    it('of two listeners on one database one wins each batch', async () => {
      const courier = await stage.courier()
      const second: { deliver?: Deliver } = {}
      // A courier serves one of them at a time; here both get everything, as when it changes over.
      const toBoth: Courier = {
        ...courier,
        publish: async (batches) => {
          for (const batch of batches) second.deliver?.(batch).catch(() => undefined)
          await courier.publish(batches)
        },
      }
      const speaker = await stage.speaker({ courier: toBoth })
      const listener = await stage.listener({ courier, feed: speaker.feed })
      const other = await stage.listener({ courier, feed: speaker.feed, database: listener.database })
      second.deliver = (batch) => other.subscription.deliver(batch)
      for (const value of upTo(60)) await speaker.say([value])
      await expectAllHeard(speaker, listener)
      expect(await listener.deadLetters()).toEqual([])
    })

    it('holds a bounded number of events in memory, and reads the rest from the feed', async () => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier: { ...courier, publish: async () => undefined } })
      for (let part = 0; part < 24; part++) await speaker.say(upTo(1_000))
      await until('everything has a position', async () => (await speaker.feed(0, 1)).head === 24_000)
      let open = (): void => undefined
      const gate = new Promise<void>((resolve) => {
        open = resolve
      })
      const listener = await stage.listener({
        courier,
        feed: speaker.feed,
        tailCheckEvery: 600_000,
        handle: async (tx, events) => {
          await gate
          return writeDown(tx, events)
        },
      })
      const results: string[] = []
      for (let part = 0; part < 24; part++) {
        const { items } = await speaker.feed(part * 1_000, 1_000)
        listener.subscription.deliver({ topic: 'tasks', epoch: 1, events: items }).then(
          () => results.push('applied'),
          (error: Error) => results.push(error.message),
        )
      }
      await until('the last ones are refused', () => results.length === 4)
      expect(new Set(results)).toEqual(new Set(['too many events are waiting']))
      open()
      listener.subscription.checkTail()
      await expectAllHeard(speaker, listener)
      expect(results.filter((result) => result === 'applied')).toHaveLength(20)
    })
  })
}
