import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { openSqlite } from '../db/sqlite.ts'
import { logMigrations } from '../log/tables.ts'
import { releaseLeases, takeLease, underLease } from './lease.ts'

let database: Database<object>
beforeEach(async () => {
  const own = openSqlite<object>(':memory:')
  await migrate(own, logMigrations, 'log')
  // As if other processes had it open too.
  database = { ...own, dialect: { ...own.dialect, shared: true } }
})
afterEach(() => database.close())

const take = (owner: string, now: number, name = 'relay') => takeLease(database, name, owner, now)

it('one of two holds a lease, and renews it', async () => {
  expect(await take('one', 1_000)).toBe(true)
  expect(await take('other', 1_001)).toBe(false)
  expect(await take('one', 5_000)).toBe(true)
  expect(await take('other', 9_999)).toBe(false)
})

it('a lease that was not renewed for five seconds goes to another', async () => {
  await take('one', 1_000)
  expect(await take('other', 6_000)).toBe(false)
  expect(await take('other', 6_001)).toBe(true)
  expect(await take('one', 6_002)).toBe(false)
})

it('of many at once one gets it, a free one and one that ran out', async () => {
  for (const now of [1_000, 10_000]) {
    const got = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => take(owner, now)))
    expect(got.filter(Boolean)).toHaveLength(1)
  }
})

it('leases of different names, and what is given back, do not wait', async () => {
  await take('one', 1_000)
  expect(await take('other', 1_000, 'job x')).toBe(true)
  await releaseLeases(database, 'one')
  expect(await take('other', 1_001)).toBe(true)
  expect(await take('one', 1_001, 'job x')).toBe(false)
})

it('work runs only where the lease is, and goes on elsewhere once it is given back', async () => {
  const ran: string[] = []
  const work = (owner: string) =>
    underLease(database, 'job', owner, async () => {
      ran.push(owner)
      return 'more'
    })
  const [one, other] = [work('one'), work('other')]
  const { signal } = new AbortController()
  expect(await one(signal)).toBe('more')
  expect(await other(signal)).toBeUndefined()
  await one(signal)
  await releaseLeases(database, 'one')
  await other(signal)
  expect(ran).toEqual(['one', 'one', 'other'])
})

it('a database that one process has to itself needs no lease', async () => {
  const own = { ...database, dialect: { ...database.dialect, shared: false } }
  expect(await takeLease(own, 'relay', 'one', 0)).toBe(true)
  expect(await takeLease(own, 'relay', 'other', 0)).toBe(true)
})
