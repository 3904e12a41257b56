import { expect, it } from 'vitest'
import { sqliteStore } from '../testing/sqlite-store.ts'
import { databaseContract } from './database.contract.ts'
import { migrate, statement } from './migrate.ts'
import { openSqlite, sqliteDatabase } from './sqlite.ts'
import { SqliteEngine } from './sqlite-engine.ts'

databaseContract({
  name: 'SQLite',
  makeStore: sqliteStore,
  features: {
    deadlock: () => new Error('database is locked'),
    away: () => new Error('disk I/O error'),
  },
})

it('a statement that waits too long for SQLite’s one connection fails as if the database were away', async () => {
  const database = sqliteDatabase(new SqliteEngine(':memory:'), 30)
  let go = (): void => undefined
  const holding = database.transaction(
    () =>
      new Promise<void>((resolve) => {
        go = resolve
      }),
  )
  const error = await database.ping().catch((reason: unknown) => reason)
  expect(error).toMatchObject({ message: expect.stringContaining('no database connection within 30 ms') })
  expect(database.dialect.isUnavailable(error)).toBe(true)
  go()
  await holding
  await database.ping()
  await database.close()
})

it('a migration of several statements leaves nothing on SQLite when it dies half way', async () => {
  const database = openSqlite(':memory:')
  const step = (second: string) => ({
    '001-two': async (db: Parameters<typeof statement>[0]) => {
      await statement(db, 'create table one (id integer)')
      await statement(db, second)
    },
  })
  await expect(migrate(database, step('no SQL'), 'test')).rejects.toThrow('001-two')
  await migrate(database, step('create table two (id integer)'), 'test')
  await database.close()
})

it('SQLite leaves room for timers while statement follows statement', async () => {
  const database = openSqlite(':memory:')
  let ticks = 0
  const timer = setInterval(() => {
    ticks += 1
  }, 5)
  const end = performance.now() + 200
  while (performance.now() < end) await database.ping()
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(0)
  await database.close()
})
