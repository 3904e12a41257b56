import { afterEach, describe, expect, it } from 'vitest'
import type { CourierBackend } from '../testing/backend.ts'
import { batchOf } from '../testing/batches.ts'
import { upTo } from '../testing/random.ts'
import { until } from '../testing/until.ts'
import type { Courier, EventBatch } from './courier.ts'

/** What `courier.ts` promises, over any courier. */
export const courierContract = ({ name, open, features }: CourierBackend): void => {
  describe(`the courier: ${name}`, () => {
    const couriers: Courier[] = []
    /** As many instances as asked for, on a courier that holds nothing yet. */
    const instances = async (count: number): Promise<Courier[]> => {
      const { instance } = await open()
      for (let made = 0; made < count; made++) couriers.push(await instance())
      return couriers
    }
    const one = async (): Promise<Courier> => (await instances(1))[0] as Courier
    afterEach(async () => {
      await Promise.all(couriers.splice(0).map((courier) => courier.close()))
    })
    const positions = (got: readonly EventBatch[]): number[] => got.map(({ events }) => events[0]!.position)

    it('is up when it can carry', async () => {
      expect((await one()).state()).toBe('up')
    })

    it('brings a batch unchanged to each listener of its topic, and to nobody else', async () => {
      const courier = await one()
      const got: Record<string, EventBatch[]> = { 'accounts tasks': [], 'analytics tasks': [], 'analytics ledger': [] }
      const note = (to: string) => async (batch: EventBatch) => void got[to]!.push(batch)
      await courier.subscribe('accounts', 'tasks', note('accounts tasks'))
      await courier.subscribe('analytics', 'tasks', note('analytics tasks'))
      await courier.subscribe('analytics', 'ledger', note('analytics ledger'))
      const [tasks, ledger, payouts] = [
        batchOf(1, 1_000),
        batchOf(7, 2, { topic: 'ledger', epoch: 3 }),
        batchOf(1, 1, { topic: 'payouts' }),
      ]
      await courier.publish([tasks, ledger])
      await courier.publish([payouts])
      await courier.publish([batchOf(1_001)])
      await until('each has what is theirs', () => {
        const counts = Object.values(got).map((batches) => batches.length)
        return counts.join() === '2,2,1'
      })
      expect(got).toEqual({
        'accounts tasks': [tasks, batchOf(1_001)],
        'analytics tasks': [tasks, batchOf(1_001)],
        'analytics ledger': [ledger],
      })
    })

    it('keeps the order of one speaker while nothing is refused', async () => {
      const courier = await one()
      const got: EventBatch[] = []
      await courier.subscribe('accounts', 'tasks', async (batch) => void got.push(batch))
      for (const part of upTo(4)) await Promise.all(upTo(10).map((at) => courier.publish([batchOf(part * 10 + at)])))
      await until('all came', () => got.length === 40)
      expect(positions(got)).toEqual(upTo(40).map((at) => 10 + at))
    })

    it('does not make the speaker wait for a slow listener, nor hand it more than a bounded number', async () => {
      const courier = await one()
      const holding: (() => void)[] = []
      let most = 0
      await courier.subscribe('accounts', 'tasks', () => {
        return new Promise<void>((resolve) => {
          holding.push(resolve)
          most = Math.max(most, holding.length)
        })
      })
      await courier.publish(upTo(200).map((position) => batchOf(position)))
      await until('it holds all that it may', () => holding.length === features.atOnce)
      let next = 200
      for (let round = 0; round < 5; round++) {
        for (const letGo of holding.splice(0, 10)) letGo()
        await until('it holds all that it may again', async () => {
          await courier.publish([batchOf(++next)])
          return holding.length === features.atOnce
        })
      }
      expect(most).toBe(features.atOnce)
      for (const letGo of holding) letGo()
    })

    it('goes on after a listener that refuses', async () => {
      const courier = await one()
      const got: EventBatch[] = []
      let refusals = 0
      await courier.subscribe('accounts', 'tasks', async (batch) => {
        if (batch.events[0]!.position % 2 === 1 && refusals < 5) {
          refusals += 1
          throw new Error('not now')
        }
        got.push(batch)
      })
      for (const position of upTo(10)) await courier.publish([batchOf(position)])
      const come = features.brings === 'again' ? upTo(10) : [2, 4, 6, 8, 10]
      await until('all came that will', () => got.length === come.length)
      expect(positions(got).sort((one, other) => one - other)).toEqual(come)
      expect(refusals).toBe(5)
    })

    it('brings nothing to one that left', async () => {
      const courier = await one()
      const got: EventBatch[] = []
      const other: EventBatch[] = []
      const leave = await courier.subscribe('accounts', 'tasks', async (batch) => void got.push(batch))
      await courier.subscribe('analytics', 'tasks', async (batch) => void other.push(batch))
      await courier.publish([batchOf(1)])
      await until('the first came', () => got.length === 1)
      await leave()
      await courier.publish([batchOf(2)])
      await until('the second came to the other', () => other.length === 2)
      expect(positions(got)).toEqual([1])
    })

    it('serves one of several instances, and the next when it leaves', async () => {
      const [first, second, third] = (await instances(3)) as [Courier, Courier, Courier]
      const got: EventBatch[][] = [[], [], []]
      const leaveFirst = await first.subscribe('accounts', 'tasks', async (batch) => void got[0]!.push(batch))
      await first.publish([batchOf(1)])
      await until('the first is served', () => got[0]!.length === 1)
      await second.subscribe('accounts', 'tasks', async (batch) => void got[1]!.push(batch))
      for (const position of [2, 3, 4]) await third.publish([batchOf(position)])
      await until('all came to the first', () => got[0]!.length === 4)
      await leaveFirst()
      for (const position of [5, 6]) await third.publish([batchOf(position)])
      await until('the rest came to the second', () => got[1]!.length === 2)
      expect(got.map(positions)).toEqual([[1, 2, 3, 4], [5, 6], []])
    })

    if (features.brings === 'again') {
      it('brings what one instance left behind to the next', async () => {
        const [first, second] = (await instances(2)) as [Courier, Courier]
        let held = 0
        const leave = await first.subscribe('accounts', 'tasks', () => {
          held += 1
          return new Promise(() => undefined)
        })
        await first.publish([batchOf(1), batchOf(2)])
        await until('the first holds both', () => held === 2)
        const got: EventBatch[] = []
        await second.subscribe('accounts', 'tasks', async (batch) => void got.push(batch))
        await leave()
        await until('the second has both', () => got.length === 2)
        expect(positions(got)).toEqual([1, 2])
      })
    }
  })
}
