import pino from 'pino'
import { afterEach, expect, it } from 'vitest'
import type { LogBackend } from '../testing/backend.ts'
import { LogStage } from '../testing/log-stage.ts'
import { upTo } from '../testing/random.ts'
import { sqliteStore } from '../testing/sqlite-store.ts'
import { until } from '../testing/until.ts'
import type { Courier, EventBatch } from './courier.ts'
import { inProcessCourier } from './in-process-courier.ts'
import { logDb } from './tables.ts'

const backend: LogBackend = {
  name: 'SQLite, numbered by the relay',
  makeStore: sqliteStore,
  makeCourier: async () => inProcessCourier(),
  features: { numbering: 'by_relay', away: () => new Error('database or disk is full') },
}
const stage = new LogStage(backend)
afterEach(() => stage.clear())

interface Offered {
  readonly positions: readonly [number, number]
  readonly take: () => void
  readonly refuse: () => void
}

/** A courier that takes batches over only when the test says so. */
const heldCourier = () => {
  const offered: Offered[] = []
  let state: 'up' | 'down' = 'up'
  const courier: Courier = {
    ...inProcessCourier(),
    state: () => state,
    publish: ([batch]) =>
      new Promise((resolve, reject) => {
        const { events } = batch as EventBatch
        const positions = [events[0]!.position, events.at(-1)!.position] as const
        offered.push({ positions, take: resolve, refuse: () => reject(new Error('no connection')) })
      }),
  }
  return { courier, offered, be: (now: typeof state) => (state = now) }
}

const publishedOf = async (speaker: Awaited<ReturnType<LogStage['speaker']>>): Promise<number> => {
  const { published } = await logDb(speaker.database)
    .query.selectFrom('topics')
    .select('published')
    .executeTakeFirstOrThrow()
  return published
}

it('has several batches with the courier at once, a bounded number', async () => {
  const { courier, offered } = heldCourier()
  const speaker = await stage.speaker({ courier })
  await speaker.say(upTo(12_000))
  await until('eight are offered', () => offered.length === 8)
  expect(offered.map(({ positions }) => positions)).toEqual(upTo(8).map((part) => [part * 1_000 - 999, part * 1_000]))
  offered[0]!.take()
  await until('one more is offered', () => offered.length === 9)
  for (let index = 1; index < 12; index++) {
    await until('the next is offered', () => offered.length > index)
    offered[index]!.take()
  }
  await until('all is marked', async () => (await publishedOf(speaker)) === 12_000)
  expect(offered).toHaveLength(12)
})

it('marks no further than the first batch that was refused, and publishes again from there', async () => {
  const { courier, offered } = heldCourier()
  const speaker = await stage.speaker({ courier })
  await speaker.say(upTo(4_000))
  await until('all are offered', () => offered.length === 4)
  const [first, second, third, fourth] = offered.splice(0) as [Offered, Offered, Offered, Offered]
  fourth.take()
  third.take()
  second.refuse()
  first.take()
  await until('the rest is offered again', () => offered.length === 3)
  expect(offered.map(({ positions }) => positions[0])).toEqual([1_001, 2_001, 3_001])
  expect(await publishedOf(speaker)).toBeLessThanOrEqual(1_000)
  for (const { take } of offered) take()
  await until('all is marked', async () => (await publishedOf(speaker)) === 4_000)
})

it('goes on numbering while the courier does not answer', async () => {
  const { courier, offered } = heldCourier()
  const speaker = await stage.speaker({ courier })
  await speaker.say([1])
  await until('it is offered', () => offered.length === 1)
  for (const value of [2, 3]) {
    await speaker.say([value])
    await until('it has its position', async () => (await speaker.feed(0, 1)).head === value, 3_000)
  }
  expect(offered).toHaveLength(1)
  offered[0]!.take()
  await until('the rest is offered', () => offered.length === 2)
  expect(offered[1]!.positions).toEqual([2, 3])
  offered[1]!.take()
})

it('goes on numbering while the courier refuses, and offers nothing to one that is down', async () => {
  const { courier, offered, be } = heldCourier()
  be('down')
  const speaker = await stage.speaker({ courier })
  for (const value of upTo(3)) {
    await speaker.say([value])
    await until('it has its position', async () => (await speaker.feed(0, 1)).head === value, 3_000)
  }
  expect(offered).toEqual([])
  be('up')
  await until('all is offered', () => offered.length === 1)
  offered[0]!.refuse()
  await speaker.say([4])
  await until('it has its position', async () => (await speaker.feed(0, 1)).head === 4, 3_000)
  await until('all is offered again', () => offered.length === 2)
  expect(offered[1]!.positions).toEqual([1, 4])
  offered[1]!.take()
})

it('stops when the courier has answered, though something was numbered meanwhile', async () => {
  const { courier, offered } = heldCourier()
  let stopped: Promise<void> | undefined
  let ended = false
  let steps = 0
  const step = (name: string): void => {
    if (name !== 'numbered' || ++steps < 2) return
    stopped = speaker.stop().then(() => {
      ended = true
    })
  }
  const speaker = await stage.speaker({ courier, step })
  await speaker.say([1])
  await until('it is offered', () => offered.length === 1)
  await speaker.say([2])
  await until('it is told to stop', () => stopped !== undefined)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(ended).toBe(false)
  offered[0]!.take()
  await stopped
})

it('tells of a courier that refuses again and again, but not each time', async () => {
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (line) => lines.push(line) })
  let tries = 0
  const courier: Courier = {
    ...inProcessCourier(),
    publish: async () => {
      tries += 1
      throw new Error('no connection')
    },
  }
  const speaker = await stage.speaker({ courier, log })
  await speaker.say([1])
  await until('it was tried four times', () => tries === 4)
  await until('it was told', () => lines.length === 3)
  expect(lines.map((line) => JSON.parse(line).failures)).toEqual([1, 2, 4])
})
