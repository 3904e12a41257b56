import { signedIn } from '@popug/contracts/roles.ts'
import { closedObject, route } from '@popug/contracts/route.ts'
import pino from 'pino'
import { Type } from 'typebox'
import { afterEach, describe, expect, it } from 'vitest'
import { movableClock } from './clock.ts'
import type { Database } from './db/database.ts'
import { serviceCredential } from './http/session.ts'
import { newId } from './ids.ts'
import { inProcessCourier } from './log/in-process-courier.ts'
import { type Program, type ProgramParts, startProgram } from './program.ts'
import { wordsOf } from './service/service.ts'
import { readInstallation } from './settings/installation.ts'
import type { TestStore } from './testing/backend.ts'
import { sqliteStore } from './testing/sqlite-store.ts'
import { until } from './testing/until.ts'

interface World {
  tables: { notes: { id: string } }
  settings: object
  tools: object
}
const { service, door, job } = wordsOf<World>()

const write = route({
  name: 'write',
  service: 'tasks',
  method: 'POST',
  path: '/notes',
  who: { ...signedIn, services: true } as typeof signedIn,
  summary: 'Writes a note after a while',
  body: closedObject({ id: Type.String() }),
  answer: Type.Object({ id: Type.String() }),
})

let began: string[] = []
const steps: string[] = []

const slow = service({
  name: 'tasks',
  settings: Type.Object({}),
  migrations: {
    '001-notes': (db, types) =>
      db.schema
        .createTable('notes')
        .addColumn('id', types.id, (column) => column.primaryKey())
        .execute(),
  },
  tools: async ({ onStop }) => {
    onStop(() => void steps.push('first made'))
    onStop(() => {
      throw new Error('cannot be stopped')
    })
    onStop(() => void steps.push('last made'))
    return {}
  },
  doors: [
    door(write, async ({ transaction, body }) => {
      began.push(body.id)
      await new Promise((resolve) => setTimeout(resolve, 60))
      await transaction(async ({ db }) => db.insertMany('notes', [body]))
      return body
    }),
  ],
  subscriptions: [],
  jobs: [
    job({
      name: 'tick',
      every: 1,
      run: async ({ transaction }) => {
        await transaction(async () => undefined)
        return undefined
      },
    }),
  ],
})

const settings = readInstallation({ SERVICE_SECRET: 's'.repeat(32), LOG_LEVEL: 'silent' })
const clock = movableClock()

describe('a program', () => {
  const ends: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    began = []
    steps.length = 0
    for (const end of ends.splice(0).reverse()) await end()
  })

  const start = async (store: TestStore, more: Partial<ProgramParts> = {}): Promise<Program> => {
    const program = await startProgram({
      services: [slow],
      settings,
      openDatabase: () => store.open<object>().database,
      courier: inProcessCourier(),
      clock,
      log: pino({ level: 'silent' }),
      listen: { port: 0, host: '127.0.0.1' },
      neighbourUrl: () => 'http://127.0.0.1:9',
      ...more,
    })
    return program
  }
  const store = async (): Promise<TestStore> => {
    const made = await sqliteStore()
    ends.push(() => made.remove())
    return made
  }
  const credential = serviceCredential('billing', settings.SERVICE_SECRET, clock)
  const ask = async ({ address }: Program, id: string) =>
    fetch(`${address}/tasks/api/notes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await credential()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id }),
    })

  it('that is stopped answers what is under way, and what it acknowledged is there after a restart', async () => {
    const place = await store()
    const program = await start(place)
    const ids = Array.from({ length: 20 }, () => newId())
    const asked = ids.map((id) => ask(program, id).then(async (response) => ({ id, status: response.status })))
    await until('all requests are under way', () => began.length === ids.length)
    await program.stop()
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(ids.map(() => 200))
    await expect(ask(program, newId())).rejects.toThrow('fetch failed')
    const { database } = place.open<World['tables']>()
    const rows = await database.query.selectFrom('notes').select('id').execute()
    expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort())
    await database.close()
  })

  it('stops everything, the last made first, also when a part cannot be stopped', async () => {
    const place = await store()
    let database: Database<object> | undefined
    const program = await start(place, {
      openDatabase: () => {
        database = place.open<object>().database
        return database
      },
    })
    await program.stop()
    expect(steps).toEqual(['last made', 'first made'])
    await expect(database?.ping()).rejects.toThrow()
  })

  it('that cannot start leaves nothing open', async () => {
    const first = await start(await store())
    ends.push(() => first.stop())
    const { port } = new URL(first.address)
    const place = await store()
    const databases: Database<object>[] = []
    const second = start(place, {
      listen: { port: Number(port), host: '127.0.0.1' },
      openDatabase: () => {
        const { database } = place.open<object>()
        databases.push(database)
        return database
      },
    })
    await expect(second).rejects.toThrow('EADDRINUSE')
    expect(databases).toHaveLength(1)
    await expect(databases[0]!.ping()).rejects.toThrow()
    const broken = { ...slow, migrations: { '001-broken': async () => Promise.reject(new Error('no such thing')) } }
    await expect(start(await store(), { services: [broken] })).rejects.toThrow('001-broken')
  })
})
