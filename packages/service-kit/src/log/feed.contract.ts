import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { LogBackend } from '../testing/backend.ts'
import { LogStage } from '../testing/log-stage.ts'
import { upTo } from '../testing/random.ts'
import { until } from '../testing/until.ts'
import { logDb } from './tables.ts'

/** The feed is an array that is cut by position, however its events are spread over rows. */
export const feedContract = (backend: LogBackend): void => {
  describe('the feed', () => {
    const stage = new LogStage(backend)
    afterEach(() => stage.clear())

    it('answers any stretch of a topic whole', async () => {
      const speaker = await stage.speaker({ courier: await stage.courier() })
      const sizes = [1, 1, 1, 40, 1, 1_000, 2, 1, 999, 1, 7, 300, 1, 1, 1]
      for (const size of sizes) await speaker.say(upTo(size))
      const plain = await speaker.noted()
      await until('everything has a position', async () => (await speaker.feed(0, 1)).head === plain.length)
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: plain.length + 50 }),
          fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5_000 })),
          async (after, limit) => {
            const { items, head } = await speaker.feed(after, limit)
            expect(head).toBe(plain.length)
            expect(items.map(({ data }) => data.value)).toEqual(plain.slice(after, after + limit))
            expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => after + index + 1))
          },
        ),
        { numRuns: 80 },
      )
    })

    it('is of rows that stand packed where they are long, and as they read where they are short', async () => {
      const speaker = await stage.speaker({ courier: await stage.courier() })
      await speaker.say([1])
      await speaker.say(upTo(300))
      const rows = await logDb(speaker.database)
        .query.selectFrom('outbox')
        .select(['count', 'events', 'packed'])
        .orderBy('id')
        .execute()
      const kept = rows.map(({ count, events, packed }) => [count, events === '', packed !== null])
      expect(kept).toEqual([
        [1, false, false],
        [300, true, true],
      ])
      await until('everything has a position', async () => (await speaker.feed(0, 1)).head === 301)
      const { items } = await speaker.feed(100, 3)
      expect(items.map(({ data }) => data.value)).toEqual([100, 101, 102])
    })

    it('does not show what has no position yet, and knows nothing of other topics', async () => {
      const speaker = await stage.speaker({ courier: await stage.courier(), relays: 0, numbering: 'by_relay' })
      await speaker.say([1])
      expect(await speaker.feed(0, 10)).toEqual({ items: [], head: 0, epoch: 1, epochStart: 0 })
    })

    it('says of each event where and when it was said, in the form of CloudEvents', async () => {
      const speaker = await stage.speaker({ courier: await stage.courier() })
      await speaker.say([7])
      await until('it has a position', async () => (await speaker.feed(0, 1)).head === 1)
      const { items } = await speaker.feed(0, 1)
      expect(items).toEqual([
        {
          specversion: '1.0',
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          source: 'tasks',
          type: 'number.said.v1',
          time: '1970-01-01T00:00:01.000Z',
          datacontenttype: 'application/json',
          position: 1,
          epoch: 1,
          correlationid: 'a correlation',
          data: { value: 7 },
        },
      ])
    })
  })
}
