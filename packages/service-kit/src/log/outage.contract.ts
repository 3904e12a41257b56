import { afterEach, describe, expect, it } from 'vitest'
import type { LogBackend } from '../testing/backend.ts'
import { writeDown } from '../testing/listener.ts'
import { expectAllHeard, LogStage } from '../testing/log-stage.ts'
import { upTo } from '../testing/random.ts'
import { until } from '../testing/until.ts'
import { logDb } from './tables.ts'

/** What is away comes back, and nothing was lost, doubled or parked meanwhile. */
export const outageContract = (backend: LogBackend): void => {
  describe('outages', () => {
    const stage = new LogStage(backend)
    afterEach(() => stage.clear())

    it("waits for the listener's database", async () => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier })
      let away = 6
      const listener = await stage.listener({
        courier,
        feed: speaker.feed,
        handle: async (tx, events) => {
          if (away-- > 0) throw backend.features.away()
          return writeDown(tx, events)
        },
      })
      await speaker.say([1, 2])
      await speaker.say([3])
      await expectAllHeard(speaker, listener)
      expect(away).toBeLessThan(0)
      expect(await listener.deadLetters()).toEqual([])
    })

    it("goes on without the speaker's feed, and repairs holes once it is back", async () => {
      const courier = await stage.courier()
      let lose = false
      const speaker = await stage.speaker({
        courier: { ...courier, publish: async (batches) => (lose ? undefined : courier.publish(batches)) },
      })
      let away = true
      const listener = await stage.listener({
        courier,
        feed: async (after, limit) => {
          if (away) throw new Error('the speaker does not answer')
          return speaker.feed(after, limit)
        },
      })
      for (const value of upTo(5)) await speaker.say([value])
      await expectAllHeard(speaker, listener)
      lose = true
      await speaker.say([6])
      await until('the relay has published', async () => (await speaker.feed(0, 1)).head === 6)
      lose = false
      await speaker.say([7])
      await until('the hole is noticed', async () => (await speaker.feed(0, 1)).head === 7)
      expect(await listener.heard()).toEqual(upTo(5))
      away = false
      await expectAllHeard(speaker, listener)
    })

    it('publishes again what a courier that was down did not take', async () => {
      const courier = await stage.courier()
      let down = true
      const speaker = await stage.speaker({
        courier: {
          ...courier,
          publish: async (batches) => {
            if (down) throw new Error('no connection')
            await courier.publish(batches)
          },
        },
      })
      const offered: number[] = []
      await courier.subscribe('analytics', 'tasks', async ({ events }) => {
        offered.push(...events.map(({ position }) => position))
      })
      const listener = await stage.listener({ courier, feed: speaker.feed })
      await speaker.say([1, 2])
      await expectAllHeard(speaker, listener)
      expect(offered).toEqual([])
      down = false
      await speaker.say([3])
      await until('the courier has been given everything', () => new Set(offered).size === 3)
      await expectAllHeard(speaker, listener)
    })

    it('reads everything from the feed within a second or so while the courier is away', async () => {
      const courier = await stage.courier()
      let state: 'up' | 'down' = 'down'
      const away = { ...courier, state: () => state, publish: () => Promise.reject(new Error('no connection')) }
      const speaker = await stage.speaker({ courier: away })
      let asked = 0
      const listener = await stage.listener({
        courier: away,
        tailCheckEvery: 600_000,
        feed: (after, limit) => {
          asked += 1
          return speaker.feed(after, limit)
        },
      })
      for (const value of upTo(3)) {
        await speaker.say([value])
        await expectAllHeard(speaker, listener, 5_000)
      }
      state = 'up'
      const before = asked
      await new Promise((resolve) => setTimeout(resolve, 1_200))
      expect(asked - before).toBeLessThanOrEqual(1)
    })

    it('goes back to the last shared position in a new epoch, and applies what stands there now', async () => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier })
      const listener = await stage.listener({ courier, feed: speaker.feed })
      await speaker.say([1, 2, 3])
      await speaker.say([4, 5])
      await expectAllHeard(speaker, listener)
      // Restored from a backup that was made after the third event.
      await speaker.database.transaction(async (tx) => {
        const log = logDb(tx)
        await log.query.deleteFrom('outbox').where('firstPosition', '>', 3).execute()
        await log.query.updateTable('topics').set({ epoch: 2, epochStart: 3, head: 3, published: 3 }).execute()
      })
      await speaker.say([6])
      await speaker.say([7, 8])
      await until('the listener stands in the new epoch', async () => {
        const { epoch, position } = await listener.checkpoint()
        return epoch === 2 && position === 6
      })
      expect(await listener.heard()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      expect((await speaker.feed(0, 10)).items.map(({ epoch }) => epoch)).toEqual([2, 2, 2, 2, 2, 2])
    })

    it('stops while batches wait: they are given back, and later ones are not taken', async () => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier: { ...courier, publish: async () => undefined } })
      await speaker.say([1, 2])
      await until('everything has a position', async () => (await speaker.feed(0, 1)).head === 2)
      const { items } = await speaker.feed(0, 10)
      const listener = await stage.listener({
        courier,
        feed: async () => {
          throw new Error('the speaker does not answer')
        },
      })
      const { subscription } = listener
      const second = { topic: 'tasks' as const, epoch: 1, events: items.slice(1) }
      const waiting = expect(subscription.deliver(second)).rejects.toThrow('stopping')
      await subscription.stop()
      await waiting
      await expect(subscription.deliver(second)).rejects.toThrow('stopping')
      expect(await listener.heard()).toEqual([])
    })
  })
}
