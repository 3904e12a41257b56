import { createServer } from 'node:net'
import pino from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { movableClock } from './clock.ts'
import type { Database } from './db/database.ts'
import { openSqlite } from './db/sqlite.ts'
import { inProcessCourier } from './log/in-process-courier.ts'
import { type Program, startProgram } from './program.ts'
import { readInstallation } from './settings/installation.ts'
import { smallService } from './testing/small-service.ts'
import { until } from './testing/until.ts'

const settings = readInstallation({ SERVICE_SECRET: 's'.repeat(32), LOG_LEVEL: 'silent' })

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

describe('a program that waits', () => {
  const running: Promise<Program>[] = []
  afterEach(async () => {
    for (const program of running.splice(0)) await (await program.catch(() => null))?.stop()
  })

  /** Starts while the database answers as told. */
  const start = async (state: { error: Error | null }, signal?: AbortSignal) => {
    const port = await freePort()
    const own = openSqlite<object>(':memory:')
    let closed = false
    const database: Database<object> = {
      ...own,
      dialect: { ...own.dialect, isUnavailable: (error) => (error as Error | undefined)?.message === 'away' },
      ping: async () => {
        if (state.error) throw state.error
        await own.ping()
      },
      close: async () => {
        closed = true
        await own.close()
      },
    }
    const program = startProgram({
      services: [smallService],
      settings,
      openDatabase: () => database,
      courier: inProcessCourier(),
      clock: movableClock(),
      log: pino({ level: 'silent' }),
      listen: { port, host: '127.0.0.1' },
      neighbourUrl: () => 'http://127.0.0.1:9',
      trustProxy: true,
      openMetrics: true,
      waits: true,
      ...(signal ? { signal } : {}),
    })
    running.push(program)
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}/accounts/${path}`)
      return { status: response.status, body: (await response.json()) as object }
    }
    const listening = () =>
      until('somebody listens', () =>
        get('healthz').then(
          () => true,
          () => false,
        ),
      )
    return { program, get, listening, isClosed: () => closed }
  }

  it('is alive and not ready while its database is away, and works as soon as it comes', async () => {
    const state: { error: Error | null } = { error: new Error('away') }
    const { program, get, listening } = await start(state)
    await listening()
    expect(await get('healthz')).toEqual({ status: 200, body: { status: 'alive' } })
    expect(await get('readyz')).toMatchObject({ status: 503, body: { status: 'not ready', database: 'down' } })
    expect(await get('api/open')).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    state.error = null
    await program
    expect(await get('readyz')).toMatchObject({ status: 200, body: { status: 'ready', database: 'up' } })
    expect((await get('api/open')).status).toBe(200)
  })

  it('can be broken off while it waits, and leaves nothing open', async () => {
    const stop = new AbortController()
    const { program, get, listening, isClosed } = await start({ error: new Error('away') }, stop.signal)
    await listening()
    stop.abort()
    await expect(program).rejects.toThrow('abort')
    expect(isClosed()).toBe(true)
    await expect(get('healthz')).rejects.toThrow('fetch failed')
  })

  it('does not wait for what waiting cannot mend', async () => {
    const { program } = await start({ error: new Error('access denied') })
    await expect(program).rejects.toThrow('access denied')
  })

  it('shows its metrics to its own network, not to what a proxy passes on', async () => {
    const { server } = await (await start({ error: null })).program
    const ask = (headers: Record<string, string>) =>
      server.inject({ url: '/accounts/metrics', remoteAddress: '10.0.0.9', headers })
    expect((await ask({})).statusCode).toBe(200)
    expect((await ask({ 'x-forwarded-for': '10.0.0.9' })).statusCode).toBe(404)
  })
})
