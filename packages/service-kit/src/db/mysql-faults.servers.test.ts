import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SharedServer, startDatabaseServer } from '../../../../tests/servers/database-server.ts'
import { startMariadb } from '../../../../tests/servers/mariadb.ts'
import { startCommitLosingProxy } from '../testing/commit-losing-proxy.ts'
import { createDatabase, dropDatabase, newDatabaseName } from '../testing/mysql-store.ts'
import { upTo } from '../testing/random.ts'
import { until } from '../testing/until.ts'
import type { Database, Db } from './database.ts'
import { migrate, statement } from './migrate.ts'
import { openMysql } from './mysql.ts'

interface Tables {
  accounts: { id: string; balance: number }
}

let server: SharedServer
let name: string
let url: string
let database: Database<Tables>
beforeAll(async () => {
  server = await startDatabaseServer()
})
afterAll(() => server?.remove())

const createAccounts = async (on: Database<Tables>): Promise<void> => {
  await statement(on.query as never, 'create table accounts (id varchar(20) primary key, balance bigint)')
  await on.insertMany('accounts', [
    { id: 'a', balance: 0 },
    { id: 'b', balance: 0 },
  ])
}
beforeEach(async () => {
  name = newDatabaseName()
  url = await createDatabase(server.rootUrl, name)
  database = openMysql<Tables>(url)
  await createAccounts(database)
})
afterEach(async () => {
  await database.close()
  await dropDatabase(server.rootUrl, name)
})

const add = async (db: Db<Tables>, id: string): Promise<void> => {
  const { balance } = await db.dialect
    .forUpdate(db.query.selectFrom('accounts').select('balance').where('id', '=', id))
    .executeTakeFirstOrThrow()
  await db.query
    .updateTable('accounts')
    .set({ balance: balance + 1 })
    .where('id', '=', id)
    .execute()
}
const balances = async (on = database): Promise<number[]> =>
  (await on.query.selectFrom('accounts').select('balance').orderBy('id').execute()).map(({ balance }) => balance)
const connectionId = async (db: Db<Tables>): Promise<number> =>
  (await sql<{ id: number }>`select connection_id() as id`.execute(db.query)).rows[0]!.id
const asRoot = async (text: string): Promise<void> => {
  const root = openMysql<unknown>(server.rootUrl, { connections: 1 })
  await statement(root.query, text).finally(() => root.close())
}
const makeGate = (): [Promise<void>, () => void] => {
  let open = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return [gate, open]
}
const failure = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no failure').catch((error) => error)

describe('locks', () => {
  it('two transactions that lock each other out both succeed, one at its second try', async () => {
    const tries: string[] = []
    const [gate, bothStarted] = makeGate()
    const inOrder = (first: string, second: string) =>
      database.transaction(async (tx) => {
        tries.push(first)
        await add(tx, first)
        if (tries.length === 2) bothStarted()
        await gate
        await add(tx, second)
      })
    await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')])
    expect(await balances()).toEqual([2, 2])
    expect(tries).toHaveLength(3)
  })

  it('a storm of them counts each transaction that succeeded once, and leaves no other failure', async () => {
    const orders = upTo(40).map((number) => (number % 2 === 0 ? ['a', 'b'] : ['b', 'a']) as [string, string])
    const results = await Promise.all(
      orders.map(([first, second]) =>
        failure(
          database.transaction(async (tx) => {
            await add(tx, first)
            await add(tx, second)
          }),
        ),
      ),
    )
    const succeeded = results.filter((result) => result === 'no failure').length
    expect(await balances()).toEqual([succeeded, succeeded])
    const failed = results.filter((result) => result !== 'no failure')
    expect(failed.filter((error) => !database.dialect.isRetryable(error))).toEqual([])
    expect(succeeded).toBeGreaterThan(20)
  })

  it('a lock that nobody gives back is waited for five times, and no longer', async () => {
    const [gate, go] = makeGate()
    const holding = database.transaction(async (tx) => {
      await add(tx, 'a')
      await gate
    })
    let tries = 0
    const waiting = database.transaction(async (tx) => {
      tries += 1
      await sql`set innodb_lock_wait_timeout = 1`.execute(tx.query)
      await add(tx, 'a')
    })
    const error = await failure(waiting)
    expect([database.dialect.isRetryable(error), tries]).toEqual([true, 5])
    go()
    await holding
    expect(await balances()).toEqual([1, 0])
  })
})

describe('connections', () => {
  it('one that is killed in the middle leaves nothing, says that the database is away, and is replaced', async () => {
    const known: number[] = []
    const [gate, go] = makeGate()
    const dying = failure(
      database.transaction(async (tx) => {
        await add(tx, 'a')
        known.push(await connectionId(tx))
        await gate
        await add(tx, 'b')
      }),
    )
    await until('it is in the middle', () => known.length > 0)
    await asRoot(`kill ${known[0]}`)
    go()
    const error = await dying
    expect([database.dialect.isUnavailable(error), known.length]).toEqual([true, 1])
    await database.transaction((tx) => add(tx, 'b'))
    expect(await balances()).toEqual([0, 1])
  })

  it('a commit whose answer is lost is an error, and the work is not done again', async () => {
    const proxy = await startCommitLosingProxy(url)
    const through = openMysql<Tables>(proxy.url)
    await through.ping()
    proxy.loseNextCommit()
    let tries = 0
    const error = await failure(
      through.transaction(async (tx) => {
        tries += 1
        await add(tx, 'a')
      }),
    )
    expect([through.dialect.isUnavailable(error), through.dialect.isRetryable(error), tries]).toEqual([true, false, 1])
    expect(await balances()).toEqual([1, 0])
    await through.transaction((tx) => add(tx, 'a'))
    expect(await balances()).toEqual([2, 0])
    await through.close()
    await proxy.close()
  })

  it('are bounded, and so is the wait for one', async () => {
    const few = openMysql<Tables>(url, { connections: 2, acquireTimeout: 200 })
    const [gate, go] = makeGate()
    const seen = new Set<number>()
    const holding = upTo(2).map(() =>
      few.transaction(async (tx) => {
        seen.add(await connectionId(tx))
        await gate
      }),
    )
    await until('both are taken', () => seen.size === 2)
    const error = await failure(few.transaction((tx) => add(tx, 'a')))
    expect(error).toMatchObject({ message: 'no database connection within 200 ms' })
    expect(few.dialect.isUnavailable(error)).toBe(true)
    go()
    await Promise.all(holding)
    await few.transaction(async (tx) => void seen.add(await connectionId(tx)))
    expect(seen.size).toBe(2)
    await few.close()
  })

  it('all speak UTC, refuse what does not fit, and count big numbers exactly', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select @@session.time_zone as zone, @@session.innodb_lock_wait_timeout as patience,
        @@session.collation_connection as collation_name, 9007199254740991 as big, sum(1) as total`.execute(
      database.query,
    )
    expect(rows).toEqual([
      {
        zone: '+00:00',
        patience: 10,
        collationName: expect.stringMatching(/^utf8mb4_(nopad|0900)_bin$/),
        big: Number.MAX_SAFE_INTEGER,
        total: 1,
      },
    ])
    const long = await failure(database.insertMany('accounts', [{ id: 'x'.repeat(21), balance: 0 }]))
    expect(long).toMatchObject({ errno: 1406 })
    expect(database.dialect.isUnavailable(long)).toBe(false)
    const strange = failure(
      database.query
        .selectFrom('accounts')
        .where('id', '=', {} as never)
        .selectAll()
        .execute(),
    )
    expect(await strange).toBeInstanceOf(TypeError)
  })
})

describe('a server', () => {
  it('that dies in the middle is away until it is back, with everything that was committed', async () => {
    const mortal = await startMariadb()
    const there = openMysql<Tables>(await mortal.url('mortal'))
    await createAccounts(there)
    await there.transaction((tx) => add(tx, 'a'))
    const dying = failure(
      there.transaction(async (tx) => {
        await add(tx, 'b')
        await mortal.kill()
        await add(tx, 'b')
      }),
    )
    expect(there.dialect.isUnavailable(await dying)).toBe(true)
    const begun = performance.now()
    const away = await failure(there.ping())
    expect(there.dialect.isUnavailable(away)).toBe(true)
    expect(performance.now() - begun).toBeLessThan(4_000)
    await mortal.start()
    await Promise.all(upTo(30).map(() => there.ping()))
    expect(await balances(there)).toEqual([1, 0])
    await there.close()
    await mortal.remove()
  })
})

describe('migrations', () => {
  it('of five instances that start at once run once each', async () => {
    const steps = Object.fromEntries(
      upTo(6).map((number) => [
        `00${number}-table`,
        async (db: Parameters<typeof statement>[0]) => {
          await wait(20)
          await statement(db, `create table made_${number} (id integer primary key)`)
        },
      ]),
    )
    const instances = upTo(5).map(() => openMysql<object>(url))
    const ran = await Promise.all(instances.map((instance) => migrate(instance, steps, 'test')))
    expect(ran.flat().sort()).toEqual(Object.keys(steps))
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1)
    await Promise.all(instances.map((instance) => instance.close()))
  })
})
