import type { CloudEvent } from '@popug/contracts/events.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { afterEach, describe, expect, it } from 'vitest'
import type { LogBackend } from '../testing/backend.ts'
import { writeDown } from '../testing/listener.ts'
import { LogStage } from '../testing/log-stage.ts'
import { upTo } from '../testing/random.ts'
import { until } from '../testing/until.ts'

const numberOf = ({ data }: CloudEvent): number => (data as { value: number }).value

/** An event that keeps failing is put aside with its reason, and the log goes on. */
export const poisonContract = (backend: LogBackend): void => {
  describe('poison', () => {
    const stage = new LogStage(backend)
    afterEach(() => stage.clear())

    /** A listener that fails at one value in the given way, after having written it down. */
    const failingAt = async (poison: number, fail: (tries: number) => void) => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier })
      let alone = 0
      const listener = await stage.listener({
        courier,
        feed: speaker.feed,
        handle: async (tx, events) => {
          const afterCommit = await writeDown(tx, events)
          if (events.some((event) => numberOf(event) === poison)) {
            if (events.length === 1) alone += 1
            fail(alone)
          }
          return afterCommit
        },
      })
      const settled = (position: number) =>
        until('the listener has passed everything', async () => (await listener.checkpoint()).position === position)
      return { speaker, listener, settled, triesAlone: () => alone }
    }

    it.each([
      ['a bug', new TypeError('x is not a function'), 4, 'TypeError: x is not a function'],
      ['a refusal that may pass', new Refusal('unavailable', 'later, perhaps'), 4, 'Refusal: later, perhaps'],
      ['a refusal that stands', new Refusal('invalid', 'no such task'), 1, 'Refusal: no such task'],
    ])('parks %s', async (_what, error, tries, reason) => {
      const { speaker, listener, settled, triesAlone } = await failingAt(3, () => {
        throw error
      })
      await speaker.say(upTo(5))
      await speaker.say([6])
      await settled(6)
      expect(await listener.heard()).toEqual([1, 2, 4, 5, 6])
      expect(await listener.sum()).toBe(18)
      expect(triesAlone()).toBe(tries)
      const [letter, ...more] = await listener.deadLetters()
      expect(more).toEqual([])
      expect(letter).toMatchObject({ position: 3, status: 'parked', reason, settledAt: null, type: 'number.said.v1' })
      const [, , third] = (await speaker.feed(0, 5)).items
      expect(JSON.parse(letter!.event)).toEqual(third)
    })

    it('does not have all of a big batch applied one by one for the one that fails', async () => {
      let alone = 0
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier })
      const listener = await stage.listener({
        courier,
        feed: speaker.feed,
        handle: async (tx, events) => {
          const afterCommit = await writeDown(tx, events)
          if (events.length === 1) alone += 1
          if (events.some((event) => numberOf(event) === 555)) throw new TypeError('x is not a function')
          return afterCommit
        },
      })
      await speaker.say(upTo(1_000))
      await until('the listener has passed everything', async () => (await listener.checkpoint()).position === 1_000)
      const heard = await listener.heard()
      expect(heard).toEqual(upTo(1_000).filter((value) => value !== 555))
      expect((await listener.deadLetters()).map(({ position }) => position)).toEqual([555])
      // The hundred of its part, the one of them four times.
      expect(alone).toBe(103)
    })

    it('applies an event that fails only at first', async () => {
      const { speaker, listener, settled } = await failingAt(2, (tries) => {
        if (tries < 3) throw new Error('not yet')
      })
      await speaker.say([1, 2, 3])
      await settled(3)
      expect(await listener.heard()).toEqual([1, 2, 3])
      expect(await listener.deadLetters()).toEqual([])
    })

    it('keeps a reason of any length, and one that is no error', async () => {
      const { speaker, listener, settled } = await failingAt(1, () => {
        throw 'x'.repeat(9_000)
      })
      await speaker.say([1])
      await settled(1)
      expect((await listener.deadLetters()).map(({ reason }) => reason)).toEqual(['x'.repeat(2_000)])
    })

    it('stops between two events of a batch that is applied one by one', async () => {
      const courier = await stage.courier()
      const speaker = await stage.speaker({ courier })
      let tried = 0
      const listener = await stage.listener({
        courier,
        feed: speaker.feed,
        handle: async () => {
          tried += 1
          throw new Refusal('invalid')
        },
      })
      await speaker.say(upTo(500))
      await until('a few events are parked', () => tried > 5)
      await listener.stop()
      const { position } = await listener.checkpoint()
      expect(position).toBeGreaterThan(0)
      expect(position).toBeLessThan(500)
      expect(await listener.deadLetters()).toHaveLength(position)
    })
  })
}
