import { payoutIssued } from '@popug/contracts/events.ts'
import type { Role } from '@popug/contracts/roles.ts'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../ids.ts'
import { type SmallWorld, smallService } from '../testing/small-service.ts'
import { startTestProgram, type TestProgram } from '../testing/test-program.ts'
import { until } from '../testing/until.ts'
import { LiveStreams } from './live-streams.ts'
import { type Change, type LogWatch, watchLog } from './log-watch.ts'

const log = pino({ level: 'silent' })
const day = '2026-03-02'
const [kesha, gosha] = [newId(), newId()]

let program: TestProgram<SmallWorld>
let watches: LogWatch[]
beforeEach(async () => {
  program = await startTestProgram(smallService)
  watches = []
})
afterEach(async () => {
  await Promise.all(watches.map((watch) => watch.stop()))
  await program.stop()
})

/** Watches the same database as another instance of the service would. */
const watch = (database: unknown = program.database): LogWatch => {
  const one = watchLog({ service: 'accounts', database: database as never, log, every: 10 })
  watches.push(one)
  return one
}
const say = (...userIds: string[]) =>
  program.session().transaction(async ({ emit }) => {
    for (const userId of userIds)
      emit(payoutIssued, {
        payoutId: newId(),
        userId,
        day,
        amountMinor: 1,
        currency: 'USD',
        issuedAt: `${day}T00:00:00.000Z`,
      })
  })
/** Listens, once the watch has seen where the database stands; what it saw before is no change. */
const heardBy = async (one: LogWatch): Promise<Change[]> => {
  const changes: Change[] = []
  one.listen((change) => changes.push(change))
  await until('the watch has looked', async () => {
    if (changes.length === 0) await say(newId())
    return changes.length > 0
  })
  const place = await one.place()
  await until('it knows where all of that ended', () => changes.at(-1)?.place === place)
  return changes.splice(0)
}

describe('a watch', () => {
  it('tells in every instance whom a change concerns', async () => {
    const [here, there] = [watch(), watch()]
    const changes: Change[] = []
    await heardBy(here)
    await heardBy(there)
    there.listen((change) => changes.push(change))
    await say(kesha, gosha, kesha)
    const place = await here.place()
    await until('it is seen', () => changes.at(-1)?.place === place)
    expect(changes.map(({ userIds }) => [...(userIds ?? [])])).toEqual([[kesha, gosha]])
  })

  it('takes what it cannot read in one go to be of concern to everybody', async () => {
    const one = watch()
    const changes: Change[] = []
    await heardBy(one)
    one.listen((change) => changes.push(change))
    await say(...Array.from({ length: 501 }, () => kesha))
    await until('it is seen', () => changes.length > 0)
    expect(changes.map(({ userIds }) => userIds)).toEqual([null])
  })
})

describe('a watch whose database fails', () => {
  /** The same database, in which the next so many looks at the outbox fail. */
  const failing = () => {
    const { query } = program.database
    const left = { failures: 0 }
    const selectFrom = (table: never) => {
      if (table === 'outbox' && left.failures > 0) {
        left.failures -= 1
        throw new Error('the connection was lost')
      }
      return query.selectFrom(table)
    }
    const proxy = new Proxy(query, {
      get: (_, name) => (name === 'selectFrom' ? selectFrom : Reflect.get(query, name)),
    })
    return { left, database: { ...program.database, query: proxy } }
  }

  it('tells the change when it can be read again', async () => {
    const { left, database } = failing()
    const one = watch(database)
    const changes: Change[] = []
    await heardBy(one)
    one.listen((change) => changes.push(change))
    left.failures = 2
    await say(kesha)
    const place = await one.place()
    await until('it is seen', () => changes.at(-1)?.place === place)
    expect([left.failures, changes.map(({ userIds }) => [...(userIds ?? [])])]).toEqual([0, [[kesha]]])
  })
})

describe('a stream', () => {
  const pace = { mine: 20, any: 60, alive: 10 }
  const opened = async (
    streams: LiveStreams,
    role: Role,
    {
      id = newId(),
      lastPlace,
      check = async () => undefined,
    }: { id?: string; lastPlace?: string; check?: () => Promise<void> } = {},
  ) => {
    const told: string[] = []
    const person = { kind: 'person', id, role, sessionId: newId() } as const
    const stream = await streams.open({ person, lastPlace, check })
    stream.on('data', (chunk: Buffer) => told.push(...String(chunk).split('\n\n').filter(Boolean)))
    const hints = () => told.filter((text) => text.startsWith('event: changed'))
    return { stream, told, hints, reaches: () => hints().map((text) => /data: (\w+)/.exec(text)?.[1]) }
  }

  it('tells a performer what concerns them, a manager what concerns anybody', async () => {
    const one = watch()
    const streams = new LiveStreams(one, pace)
    const [mine, other, boss] = [
      await opened(streams, 'performer', { id: kesha }),
      await opened(streams, 'performer', { id: gosha }),
      await opened(streams, 'manager'),
    ]
    await heardBy(one)
    await until('the manager has heard', () => boss.hints().length > 0)
    await say(kesha)
    await until('the performer has heard', () => mine.reaches().includes('mine'))
    const place = await one.place()
    await until('the manager has heard of it too', () => boss.hints().at(-1)?.includes(`id: ${place}`) === true)
    expect(other.reaches()).not.toContain('mine')
  })

  it('that is resumed tells at once whether anything was missed', async () => {
    const streams = new LiveStreams(watch(), pace)
    const before = await watch().place()
    await say(kesha)
    const now = await watch().place()
    const [late, current] = [
      await opened(streams, 'performer', { lastPlace: before }),
      await opened(streams, 'performer', { lastPlace: now }),
    ]
    await until('the one who missed something hears', () => late.hints().length === 1)
    await until('both are alive', () => current.told.filter((text) => text === ': alive').length > 3)
    expect(late.hints()).toEqual([`event: changed\nid: ${now}\ndata: mine`])
    expect(current.hints()).toEqual([])
  })

  it('turns a flood into a hint now and then, the last of which knows where it ended', async () => {
    const one = watch()
    const streams = new LiveStreams(one, { ...pace, mine: 200 })
    await heardBy(one)
    const boss = await opened(streams, 'manager')
    const began = performance.now()
    for (let times = 0; times < 60; times++) await say(kesha)
    const place = await one.place()
    await until('the end is told', () => boss.hints().at(-1)?.includes(`id: ${place}`) === true)
    expect(boss.hints().length).toBeLessThanOrEqual(2 + (performance.now() - began) / 200)
  })

  it('ends when its person is no longer signed in, and when the service stops', async () => {
    const streams = new LiveStreams(watch(), pace)
    let signedIn = true
    const check = async (): Promise<void> => {
      if (!signedIn) throw new Error('signed out')
    }
    const [first, second] = [await opened(streams, 'admin', { check }), await opened(streams, 'admin')]
    const ended = new Promise((resolve) => first.stream.once('end', resolve))
    signedIn = false
    await ended
    await until('it is gone', () => streams.size === 1)
    const stopped = new Promise((resolve) => second.stream.once('end', resolve))
    await streams.stop()
    await stopped
  })

  it('is refused beyond the most that one person may have', async () => {
    const streams = new LiveStreams(watch(), pace)
    const mine = []
    for (let count = 0; count < 20; count++) mine.push(await opened(streams, 'performer', { id: kesha }))
    await expect(opened(streams, 'performer', { id: kesha })).rejects.toMatchObject({ code: 'unavailable' })
    await opened(streams, 'performer', { id: gosha })
    mine[0]?.stream.destroy()
    await until('one is gone', () => streams.size === 20)
    await opened(streams, 'performer', { id: kesha })
    await streams.stop()
  })
})
