import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseBackend } from '../testing/database-backend.ts'
import { migratedDatabase } from '../testing/migrated-database.ts'
import { upTo } from '../testing/random.ts'
import { along } from './along.ts'
import { bulkContract } from './bulk.contract.ts'
import type { Database, Db } from './database.ts'
import { insideTransaction } from './inside-transaction.ts'
import { likeContract } from './like.contract.ts'
import { migrateContract } from './migrate.contract.ts'
import { statement } from './migrate.ts'
import { pageContract } from './page.contract.ts'

interface Tables {
  accounts: { id: string; balance: number }
}

/** What the kit promises of a database, whichever stands below. */
export const databaseContract = (backend: DatabaseBackend): void => {
  describe(`a database on ${backend.name}`, () => {
    transactionContract(backend)
    bulkContract(backend)
    pageContract(backend)
    likeContract(backend)
    migrateContract(backend)
  })
}

const transactionContract = (backend: DatabaseBackend): void => {
  describe('transactions', () => {
    let database: Database<Tables>
    let clear: () => Promise<void>
    beforeEach(async () => {
      ;({ database, clear } = await migratedDatabase<Tables>(backend, {
        '001-accounts': (db, types) =>
          db.schema
            .createTable('accounts')
            .addColumn('id', types.id, (column) => column.primaryKey())
            .addColumn('balance', types.bigint, (column) => column.notNull())
            .execute(),
      }))
    })
    afterEach(() => clear())

    const put = (db: Db<Tables>, id: string, balance = 0) => db.insertMany('accounts', [{ id, balance }])
    const ids = async (): Promise<string[]> =>
      (await database.query.selectFrom('accounts').select('id').orderBy('id').execute()).map(({ id }) => id)

    it('commit what the work did and answer what it answered', async () => {
      expect(
        await database.transaction(async (tx) => {
          await put(tx, 'a')
          await put(tx, 'b')
          return 7
        }),
      ).toBe(7)
      expect(await ids()).toEqual(['a', 'b'])
    })

    it('roll everything back when the work throws, and pass its error on', async () => {
      const bug = new Error('a bug')
      const work = database.transaction(async (tx) => {
        await put(tx, 'a')
        throw bug
      })
      await expect(work).rejects.toBe(bug)
      expect(await ids()).toEqual([])
      await put(database, 'b')
      expect(await ids()).toEqual(['b'])
    })

    it('cannot be nested, nor stepped out of', async () => {
      await expect(database.transaction(() => database.transaction(async () => 1))).rejects.toThrow(
        'inside a transaction',
      )
      await expect(database.transaction(() => put(database, 'a'))).rejects.toThrow('inside a transaction')
      expect(await ids()).toEqual([])
    })

    it('are known to those who stand inside, and to nobody else', async () => {
      expect(insideTransaction()).toBe(false)
      expect(await database.transaction(async () => insideTransaction())).toBe(true)
      expect(insideTransaction()).toBe(false)
    })

    it('are tried again after a deadlock, five times at most, each time from the beginning', async () => {
      let tries = 0
      const work = database.transaction(async (tx) => {
        await put(tx, `try ${++tries}`)
        if (tries < 3) throw backend.features.deadlock()
      })
      await work
      expect(await ids()).toEqual(['try 3'])
      tries = 0
      const hopeless = database.transaction(async () => {
        tries += 1
        throw backend.features.deadlock()
      })
      await expect(hopeless).rejects.toThrow(backend.features.deadlock().message)
      expect(tries).toBe(5)
    })

    it('do not mix with statements that others run meanwhile', async () => {
      let go = (): void => undefined
      const gate = new Promise<void>((resolve) => {
        go = resolve
      })
      const failing = database.transaction(async (tx) => {
        await put(tx, 'inside')
        await gate
        throw new Error('rolled back')
      })
      const beside = Promise.all([
        put(database, 'beside'),
        database.upsertMany('accounts', ['id'], [{ id: 'c', balance: 1 }]),
      ])
      await wait(20)
      go()
      await expect(failing).rejects.toThrow('rolled back')
      await beside
      expect(await ids()).toEqual(['beside', 'c'])
    })

    it('lose no update between reading under a lock and writing', async () => {
      await put(database, 'a')
      await Promise.all(
        upTo(25).map(() =>
          database.transaction(async (tx) => {
            const { balance } = await tx.dialect
              .forUpdate(tx.query.selectFrom('accounts').select('balance').where('id', '=', 'a'))
              .executeTakeFirstOrThrow()
            await wait(1)
            await tx.query
              .updateTable('accounts')
              .set({ balance: balance + 1 })
              .where('id', '=', 'a')
              .execute()
          }),
        ),
      )
      expect(await database.query.selectFrom('accounts').select('balance').execute()).toEqual([{ balance: 25 }])
    })

    it('read a table along the index that they are told', async () => {
      await statement(database.query as never, 'create index accounts_by_balance on accounts (balance, id)')
      for (const id of ['a', 'b', 'c', 'd']) await put(database, id)
      const alongIndex = (index: string, { query } = database as Db<Tables>) =>
        query
          .selectFrom(along(database, 'accounts', index))
          .select('accounts.id')
          .where('balance', '=', 0)
          .where('id', '>', 'a')
          .where('id', '<=', 'c')
          .orderBy('id')
      expect(await alongIndex('accounts_by_balance').execute()).toEqual([{ id: 'b' }, { id: 'c' }])
      const locked = await database.transaction((tx) =>
        tx.dialect.forUpdate(alongIndex('accounts_by_balance', tx).limit(1)).execute(),
      )
      expect(locked).toEqual([{ id: 'b' }])
      // One that is not there is no slow query but a loud one.
      await expect(alongIndex('accounts_by_nothing').execute()).rejects.toThrow('accounts_by_nothing')
    })

    it('tell a duplicate from other errors', async () => {
      const { dialect } = database
      await put(database, 'a')
      const twice = await put(database, 'a').catch((error: unknown) => error)
      const other = await sql`select * from nowhere`.execute(database.query).catch((error: unknown) => error)
      expect([twice, other].map((error) => dialect.isDuplicate(error))).toEqual([true, false])
      expect([twice, other].map((error) => dialect.isRetryable(error) || dialect.isUnavailable(error))).toEqual([
        false,
        false,
      ])
      expect(dialect.isUnavailable(backend.features.away())).toBe(true)
      expect(dialect.isRetryable(backend.features.deadlock())).toBe(true)
    })

    it('are refused, as by a database that is away, once it is closed', async () => {
      await database.ping()
      await database.close()
      const error = await database.ping().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(Error)
    })
  })
}
