import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestStore } from '../testing/backend.ts'
import type { DatabaseBackend } from '../testing/database-backend.ts'
import { clusterBy, type Migrations, migrate, statement } from './migrate.ts'

interface Tables {
  birds: { id: number; name: string; wings: number | null }
}

/** A database comes to its newest form from wherever it stands. */
export const migrateContract = (backend: DatabaseBackend): void => {
  describe('migrations', () => {
    let store: TestStore
    beforeEach(async () => {
      store = await backend.makeStore()
    })
    afterEach(() => store.remove())

    const first: Migrations = {
      '001-birds': (db, types) =>
        db.schema.createTable('birds').addColumn('id', types.serial).addColumn('name', types.text(20)).execute(),
    }
    const both: Migrations = {
      ...first,
      '002-wings': (db, types) => db.schema.alterTable('birds').addColumn('wings', types.integer).execute(),
    }

    it('run once each, in the order of their names, also when more come later', async () => {
      const { database } = store.open<Tables>()
      expect(await migrate(database, first, 'test')).toEqual(['001-birds'])
      await database.insertMany('birds', [{ name: 'kakapo' }])
      expect(await migrate(database, both, 'test')).toEqual(['002-wings'])
      expect(await migrate(database, both, 'test')).toEqual([])
      expect(await database.query.selectFrom('birds').selectAll().execute()).toEqual([
        { id: 1, name: 'kakapo', wings: null },
      ])
      await database.close()
    })

    it('of two histories do not know of each other', async () => {
      const { database } = store.open<Tables>()
      await migrate(database, first, 'one')
      const other: Migrations = { '000-nests': (db) => statement(db, 'create table nests (id integer)') }
      expect(await migrate(database, other, 'other')).toEqual(['000-nests'])
      await database.close()
    })

    it('that failed half way go on from there', async () => {
      const { database } = store.open<Tables>()
      const broken: Migrations = { ...first, '002-wings': (db) => statement(db, 'this is no SQL') }
      await expect(migrate(database, broken, 'test')).rejects.toThrow('002-wings')
      await database.close()
      const again = store.open<Tables>().database
      await migrate(again, both, 'test')
      await again.insertMany('birds', [{ name: 'kea', wings: 2 }])
      expect(await again.query.selectFrom('birds').select('wings').execute()).toEqual([{ wings: 2 }])
      await again.close()
    })

    it('cluster a table by another key, which stays unique, and keep its rows', async () => {
      const { database } = store.open<{ eggs: { id: string; nest: string; number: number } }>()
      const nested: Migrations = {
        '001-eggs': (db, types) =>
          db.schema
            .createTable('eggs')
            .addColumn('id', types.id, (column) => column.primaryKey())
            .addColumn('nest', types.id, (column) => column.notNull())
            .addColumn('number', types.integer, (column) => column.notNull())
            .execute(),
        '002-eggs-of-nest': (db) => statement(db, 'create unique index eggs_of_nest on eggs (nest, number)'),
      }
      await migrate(database, nested, 'test')
      await database.insertMany('eggs', [
        { id: 'c', nest: 'high', number: 1 },
        { id: 'a', nest: 'low', number: 1 },
      ])
      const clustered: Migrations = {
        ...nested,
        '003-eggs-clustered': (db, _, dialect) =>
          clusterBy(db, dialect, { table: 'eggs', index: 'eggs_of_nest', columns: ['nest', 'number'] }),
      }
      expect(await migrate(database, clustered, 'test')).toEqual(['003-eggs-clustered'])
      const again = database.insertMany('eggs', [{ id: 'd', nest: 'low', number: 1 }])
      await expect(again).rejects.toSatisfy(database.dialect.isDuplicate)
      await database.insertMany('eggs', [{ id: 'b', nest: 'low', number: 2 }])
      const rows = await database.query.selectFrom('eggs').select('id').orderBy('nest').orderBy('number').execute()
      expect(rows.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
      await database.close()
    })

    it('started twice at once run once', async () => {
      const { database } = store.open<Tables>()
      const ran = await Promise.all([migrate(database, both, 'test'), migrate(database, both, 'test')])
      expect(ran.flat().sort()).toEqual(['001-birds', '002-wings'])
      await database.close()
    })
  })
}
