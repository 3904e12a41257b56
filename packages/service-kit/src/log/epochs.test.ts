import pino from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LogStage } from '../testing/log-stage.ts'
import type { Speaker, SpeakerTables } from '../testing/speaker.ts'
import { sqliteStore } from '../testing/sqlite-store.ts'
import { until } from '../testing/until.ts'
import { readEpochs } from './epochs.ts'
import { readFeed } from './feed.ts'
import { inProcessCourier } from './in-process-courier.ts'
import { raiseEpochs } from './raise-epochs.ts'
import { logDb } from './tables.ts'

const stage = new LogStage({
  makeCourier: async () => inProcessCourier(),
  makeStore: sqliteStore,
  features: { away: () => new Error('database is not open'), numbering: 'at_once' },
} as never)
afterEach(() => stage.clear())

let speaker: Speaker
let courier: ReturnType<typeof inProcessCourier>
beforeEach(async () => {
  courier = inProcessCourier()
  speaker = await stage.speaker({ courier })
})

/** What the database was at an earlier head, put in its place: later rows are gone, and so is what it knew of later epochs. */
const restoreTo = async (database: Speaker['database'], head: number, epoch: number): Promise<void> => {
  const known = await readEpochs(database)
  await database.transaction(async (tx) => {
    const { query } = logDb(tx)
    await query.deleteFrom('outbox').where('firstPosition', '>', head).execute()
    await query.deleteFrom('epochs').where('epoch', '>', epoch).execute()
    await query.updateTable('topics').set({ head, published: head, epoch }).execute()
  })
  await raiseEpochs(database, known)
}

const feedFor = (epoch: number) =>
  readFeed<SpeakerTables>(speaker.database, 'tasks', { topic: 'tasks', after: 0, limit: 1, epoch })

const listen = (feed: Parameters<typeof stage.listener>[0]['feed']) => stage.listener({ courier, feed })

const feedOf =
  (isAway: () => boolean) =>
  async (after: number, limit: number, epoch?: number): Promise<Awaited<ReturnType<typeof readFeed>>> => {
    if (isAway()) throw new Error('away')
    return readFeed(speaker.database, 'tasks', { topic: 'tasks', after, limit, epoch })
  }

it('a listener that was away during two restores goes back behind both, one that saw the first only behind the second', async () => {
  let away = false
  // The courier would reach those who are away as well.
  const quiet = { ...courier, subscribe: async () => async () => undefined }
  const there = await stage.listener({ courier: quiet, feed: feedOf(() => false) })
  const absent = await stage.listener({ courier: quiet, feed: feedOf(() => away) })
  const stands = (at: { epoch: number; position: number }) => async () =>
    JSON.stringify(await there.checkpoint()) === JSON.stringify(at)

  await speaker.say([1, 2, 3])
  await speaker.say([4, 5])
  for (const one of [there, absent]) await until('both have heard', async () => (await one.heard()).length === 5)
  away = true
  await restoreTo(speaker.database, 3, 1)
  await speaker.say([41, 51, 61])
  await until('the one that is there has heard', stands({ epoch: 2, position: 6 }))
  await speaker.say([71])
  await until('and this', stands({ epoch: 2, position: 7 }))
  // A backup made at the sixth event of the second epoch.
  await restoreTo(speaker.database, 6, 2)
  await speaker.say([72])
  await until('the one that is there stands in the third', stands({ epoch: 3, position: 7 }))
  away = false
  await until('the one that was away too', async () => (await absent.checkpoint()).epoch === 3)
  await until('and has heard all', async () => (await absent.checkpoint()).position === 7)
  expect(await there.heard()).toEqual([1, 2, 3, 4, 5, 41, 51, 61, 71, 72])
  expect(await absent.heard()).toEqual([1, 2, 3, 4, 5, 41, 51, 61, 72])
  expect((await feedFor(1)).epochStart).toBe(3)
  expect((await feedFor(2)).epochStart).toBe(6)
})

it('an old backup restored again begins an epoch that nobody has met', async () => {
  await speaker.say([1, 2, 3])
  await speaker.say([4])
  await restoreTo(speaker.database, 3, 1)
  await speaker.say([42])
  await restoreTo(speaker.database, 3, 1)
  await speaker.say([43, 53])
  const { epoch, items } = await readFeed(speaker.database, 'tasks', { topic: 'tasks', after: 3, limit: 9 })
  expect(epoch).toBe(3)
  expect(items.map(({ data }) => data)).toEqual([{ value: 43 }, { value: 53 }])
  for (const seen of [1, 2]) expect((await feedFor(seen)).epochStart).toBe(3)
  expect((await readEpochs(speaker.database)).met.get('tasks')).toBe(3)
})

it('rows that the backup held without a position get the one that they had', async () => {
  const log = pino({ level: 'silent' })
  const silent = await stage.speaker({ courier, log, numbering: 'by_relay', relays: 0 })
  await silent.say([1, 2])
  await silent.say([3])
  await raiseEpochs(silent.database, { met: new Map(), starts: [] })
  const page = await silent.feed(0, 9)
  expect(page).toMatchObject({ head: 3, epoch: 2, epochStart: 3 })
  expect(page.items.map(({ position, data }) => [position, data.value])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ])
})

it('a listener of one epoch stays where it is', async () => {
  const listener = await listen(feedOf(() => false))
  await speaker.say([1])
  await until('it has heard', async () => (await listener.checkpoint()).position === 1)
  expect(await feedFor(1)).toMatchObject({ epoch: 1, epochStart: 0 })
})
