import pino from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { insideTransaction } from '../db/inside-transaction.ts'
import { openSqlite } from '../db/sqlite.ts'
import { until } from '../testing/until.ts'
import { type Loop, startLoop } from './loop.ts'

const log = pino({ level: 'silent' })
const never = 600_000

describe('a loop', () => {
  const loops: Loop[] = []
  afterEach(async () => {
    for (const loop of loops.splice(0)) await loop.stop()
  })
  const start = (run: (signal: AbortSignal) => Promise<'more' | undefined>, every = never, logger = log): Loop => {
    const loop = startLoop({ name: 'test', every, run, log: logger })
    loops.push(loop)
    return loop
  }

  it('runs at once, then every so often', async () => {
    let runs = 0
    start(async () => {
      runs += 1
      return undefined
    }, 5)
    await until('it has run five times', () => runs >= 5)
  })

  it('runs again at once while there is more', async () => {
    let left = 5
    start(async () => (--left > 0 ? 'more' : undefined))
    await until('nothing is left', () => left === 0)
  })

  it('never runs twice at once, and once more when it was woken meanwhile', async () => {
    let runs = 0
    let now = 0
    let most = 0
    let go = (): void => undefined
    const loop = start(async () => {
      runs += 1
      most = Math.max(most, ++now)
      if (runs === 1)
        await new Promise<void>((resolve) => {
          go = resolve
        })
      now -= 1
      return undefined
    })
    await until('it runs', () => now === 1)
    for (let count = 0; count < 5; count++) loop.wake()
    go()
    await until('it has run again', () => runs === 2)
    loop.wake()
    await until('it has run a third time', () => runs === 3)
    expect(most).toBe(1)
  })

  it('is not put off by a flood of wakes', async () => {
    let runs = 0
    const loop = start(async () => {
      runs += 1
      return undefined
    })
    const end = performance.now() + 50
    while (performance.now() < end) {
      loop.wake()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(runs).toBeGreaterThan(0)
  })

  it('waits longer after each failure, is not hurried below the shortest wait, and recovers', async () => {
    const at: number[] = []
    const loop = start(async () => {
      at.push(performance.now())
      if (at.length < 5) throw new Error('not yet')
      return undefined
    })
    await until('it has failed four times', () => at.length === 4)
    for (let count = 0; count < 20; count++) loop.wake()
    await until('it has succeeded', () => at.length === 5)
    const gaps = at.slice(1).map((moment, index) => moment - at[index]!)
    for (const [index, least] of [190, 390, 790, 190].entries()) expect(gaps[index]).toBeGreaterThan(least)
    // Nobody waking it, it would have waited 1,600 ms.
    expect(gaps[3]).toBeLessThan(1_400)
    loop.wake()
    await until('it runs at once again', () => at.length === 6)
  })

  it('is back within seconds however long the outage was', async () => {
    vi.useFakeTimers()
    try {
      const at: number[] = []
      start(async () => {
        at.push(performance.now())
        throw new Error('away')
      })
      await vi.advanceTimersByTimeAsync(120_000)
      const gaps = at.slice(1).map((moment, index) => moment - at[index]!)
      expect(gaps.slice(0, 4)).toEqual([200, 400, 800, 1_600])
      expect(Math.max(...gaps)).toBe(3_000)
      expect(at.length).toBeGreaterThan(30)
    } finally {
      vi.useRealTimers()
    }
  })

  it('tells of failures, and of many ever more seldom', async () => {
    const logger = pino({ level: 'silent' })
    const told = vi.spyOn(logger, 'error')
    let runs = 0
    const loop = start(
      async () => {
        runs += 1
        throw new Error('away')
      },
      never,
      logger,
    )
    const waker = setInterval(() => loop.wake(), 20)
    await until('it has failed five times', () => runs === 5)
    clearInterval(waker)
    expect(told).toHaveBeenCalledTimes(3)
  })

  it('stops when the run under way has ended, which it asks to end soon', async () => {
    const steps: string[] = []
    const loop = start(async (signal) => {
      steps.push('begun')
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      await new Promise((resolve) => setTimeout(resolve, 5))
      steps.push('ended')
      return 'more'
    })
    await until('it runs', () => steps.length === 1)
    await loop.stop()
    steps.push('stopped')
    loop.wake()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(steps).toEqual(['begun', 'ended', 'stopped'])
  })

  it('woken from inside a transaction does not run inside it', async () => {
    const database = openSqlite(':memory:')
    const inside: boolean[] = []
    const loop = start(async () => {
      inside.push(insideTransaction())
      return undefined
    })
    await until('it has run', () => inside.length === 1)
    await database.transaction(async () => loop.wake())
    await until('it has run again', () => inside.length === 2)
    expect(inside).toEqual([false, false])
    await database.close()
  })
})
