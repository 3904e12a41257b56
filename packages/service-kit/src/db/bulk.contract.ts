import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseBackend } from '../testing/database-backend.ts'
import { migratedDatabase } from '../testing/migrated-database.ts'
import { upTo } from '../testing/random.ts'
import type { Database } from './database.ts'

interface Tables {
  dayTotals: {
    userId: string
    day: string
    amountMinor: number
    count: number
    note: string | null
    cardLast4: string | null
    raw: Uint8Array | null
  }
}

const day = '2026-02-28'
const row = (userId: string, amountMinor = 0, more: Partial<Tables['dayTotals']> = {}) => ({
  userId,
  day,
  amountMinor,
  count: 1,
  ...more,
})

/** The statements that databases write differently do the same on each. */
export const bulkContract = (backend: DatabaseBackend): void => {
  describe('bulk statements', () => {
    let database: Database<Tables>
    let clear: () => Promise<void>
    beforeEach(async () => {
      ;({ database, clear } = await migratedDatabase<Tables>(backend, {
        '001-day-totals': (db, types) =>
          db.schema
            .createTable('day_totals')
            .addColumn('user_id', types.id, (column) => column.notNull())
            .addColumn('day', types.day, (column) => column.notNull())
            .addColumn('amount_minor', types.bigint, (column) => column.notNull())
            .addColumn('count', types.integer, (column) => column.notNull())
            .addColumn('note', types.longText)
            .addColumn('card_last4', types.text(4))
            .addColumn('raw', types.bytes(64))
            .addPrimaryKeyConstraint('day_totals_key', ['user_id', 'day'])
            .execute(),
      }))
    })
    afterEach(() => clear())

    const all = () =>
      database.query.selectFrom('dayTotals').select(['userId', 'amountMinor', 'count']).orderBy('userId').execute()
    const key = ['userId', 'day']

    it('insert rows, whole or not at all', async () => {
      await database.insertMany('dayTotals', [row('a', 1), row('b', -2)])
      await expect(database.insertMany('dayTotals', [row('c'), row('a')])).rejects.toSatisfy(
        database.dialect.isDuplicate,
      )
      expect(await all()).toEqual([
        { userId: 'a', amountMinor: 1, count: 1 },
        { userId: 'b', amountMinor: -2, count: 1 },
      ])
    })

    it('take no rows, and any number of them', async () => {
      await database.insertMany('dayTotals', [])
      expect(await database.insertMissing('dayTotals', [])).toBe(0)
      await database.upsertMany('dayTotals', key, [])
      await database.addMany('dayTotals', key, [])
      await database.updateMany('dayTotals', key, [])
      expect(await all()).toEqual([])
      const many = upTo(4_321).map((number) => row(String(number).padStart(5, '0'), number))
      await database.insertMany('dayTotals', many)
      await database.addMany('dayTotals', key, many)
      await database.updateMany(
        'dayTotals',
        key,
        many.map(({ userId }) => ({ userId, day, count: 9 })),
      )
      expect(await database.insertMissing('dayTotals', [...many, row('new')])).toBe(1)
      const found = await all()
      expect(found).toHaveLength(4_322)
      expect(found[4_320]).toEqual({ userId: '04321', amountMinor: 8_642, count: 9 })
    })

    it('pass over rows whose key is there, and say how many were new', async () => {
      await database.insertMany('dayTotals', [row('a', 1)])
      expect(await database.insertMissing('dayTotals', [row('a', 5), row('b', 6), row('b', 7)])).toBe(1)
      expect((await all()).map(({ amountMinor }) => amountMinor)).toEqual([1, 6])
    })

    it('overwrite or insert, the last of equal keys standing', async () => {
      await database.insertMany('dayTotals', [row('a', 1, { note: 'kept' })])
      await database.upsertMany('dayTotals', key, [row('a', 2), row('b', 3), row('b', 4)])
      expect((await all()).map(({ amountMinor }) => amountMinor)).toEqual([2, 4])
      const { note } = await database.query
        .selectFrom('dayTotals')
        .select('note')
        .where('userId', '=', 'a')
        .executeTakeFirstOrThrow()
      expect(note).toBe('kept')
    })

    it('add to what is there, also several times in one call', async () => {
      await database.addMany('dayTotals', key, [row('a', 5), row('a', -7), row('b', 1)])
      await database.addMany('dayTotals', key, [row('a', 10)])
      expect(await all()).toEqual([
        { userId: 'a', amountMinor: 8, count: 3 },
        { userId: 'b', amountMinor: 1, count: 1 },
      ])
    })

    it('insert rows of which one or none has anything in a column', async () => {
      await database.insertMany('dayTotals', [row('a', 1, { note: null }), row('b', 2, { note: 'b' })])
      await database.insertMany('dayTotals', [row('c', 3, { note: null, cardLast4: null })])
      const found = await database.query
        .selectFrom('dayTotals')
        .select(['note', 'cardLast4'])
        .orderBy('userId')
        .execute()
      expect(found).toEqual([null, 'b', null].map((note) => ({ note, cardLast4: null })))
    })

    it('insert none of many rows when one of the last cannot be', async () => {
      const many = upTo(2_000).map((number) => row(String(number).padStart(5, '0'), number))
      await expect(database.insertMany('dayTotals', [...many, row('00007')])).rejects.toSatisfy(
        database.dialect.isDuplicate,
      )
      await expect(database.insertMany('dayTotals', [row('00007'), row('00007'), ...many])).rejects.toSatisfy(
        database.dialect.isDuplicate,
      )
      expect(await all()).toEqual([])
    })

    it('update rows that are there, and make none', async () => {
      await database.insertMany('dayTotals', [row('a', 1), row('b', 2)])
      await database.updateMany('dayTotals', key, [
        { userId: 'a', day, amountMinor: 10 },
        { userId: 'c', day, amountMinor: 30 },
      ])
      expect((await all()).map(({ amountMinor }) => amountMinor)).toEqual([10, 2])
    })

    it.each([
      ['numbers, texts and nothing', { note: null, cardLast4: null }, { note: 'b', cardLast4: '0042' }],
      ['texts longer than others', { note: 'a' }, { note: `🦜 "'\\ \n ${'long '.repeat(2_000)}` }],
      ['bytes', { raw: Uint8Array.of(0, 255, 39) }, { raw: null }],
      ['numbers at their ends', { count: -2_147_483_648 }, { count: 2_147_483_647 }],
    ])('update rows to %s', async (_what, first, second) => {
      const before = { note: 'before', cardLast4: '1111', raw: Uint8Array.of(1) }
      await database.insertMany('dayTotals', [row('a', 1, before), row('b', 2, before)])
      await database.updateMany('dayTotals', key, [
        { userId: 'a', day, ...first },
        { userId: 'b', day, ...second },
      ])
      const found = await database.query.selectFrom('dayTotals').selectAll().orderBy('userId').execute()
      const plain = found.map(({ raw, ...others }) => ({ ...others, raw: raw && Uint8Array.from(raw) }))
      expect(plain).toEqual([
        { ...row('a', 1, before), ...first },
        { ...row('b', 2, before), ...second },
      ])
    })

    it('keep every kind of value as it was', async () => {
      const values = {
        amountMinor: Number.MAX_SAFE_INTEGER,
        note: `ñ попуг 🦜 "'\\%_\\' \n\r\t\b\u001a ? -- # /* ${'long '.repeat(200_000)}`,
        cardLast4: '0042',
        raw: Uint8Array.from(upTo(64), (number) => number * 3),
      }
      await database.insertMany('dayTotals', [
        row('a', 0, values),
        row('b', 0, { ...values, amountMinor: -Number.MAX_SAFE_INTEGER, note: null, raw: null }),
      ])
      await database.insertMany('dayTotals', [row('c', 0, values)])
      const [a, b, c] = await database.query.selectFrom('dayTotals').selectAll().orderBy('userId').execute()
      expect({ ...a, raw: Uint8Array.from(a!.raw!) }).toEqual({ userId: 'a', day, count: 1, ...values })
      expect({ ...c, raw: Uint8Array.from(c!.raw!) }).toEqual({ userId: 'c', day, count: 1, ...values })
      expect(b).toMatchObject({ amountMinor: -Number.MAX_SAFE_INTEGER, note: null, raw: null })
    })

    it('and queries tell texts apart, and order them, by their bytes, the spaces at their ends too', async () => {
      const ids = ['', ' ', 'A', 'a', 'a\t', 'a ', 'a  ', 'b', 'ä', 'попуг', '🦜']
      await database.insertMany(
        'dayTotals',
        [...ids].reverse().map((userId) => row(userId)),
      )
      expect((await all()).map(({ userId }) => userId)).toEqual(ids)
      await database.updateMany('dayTotals', key, [{ userId: 'a ', day, amountMinor: 7 }])
      const { query } = database
      const changed = await query.selectFrom('dayTotals').select('userId').where('amountMinor', '=', 7).execute()
      const found = await query.selectFrom('dayTotals').select('userId').where('userId', 'in', ['a ', 'B']).execute()
      expect([changed, found]).toEqual([[{ userId: 'a ' }], [{ userId: 'a ' }]])
    })

    it('and queries find nothing under a key that no row can have', async () => {
      const strange = ['ñ', '🦜', "'", '\u0000', 'x'.repeat(500)]
      await database.insertMany('dayTotals', [row('a')])
      for (const userId of strange) {
        const found = database.query.selectFrom('dayTotals').selectAll().where('userId', 'in', [userId, 'b'])
        expect(await found.where('day', '<>', userId).execute()).toEqual([])
      }
      await database.updateMany(
        'dayTotals',
        key,
        strange.map((userId) => ({ userId, day: userId, amountMinor: 5 })),
      )
      expect(await all()).toEqual([{ userId: 'a', amountMinor: 0, count: 1 }])
    })

    it('name columns as queries do', async () => {
      await database.insertMany('dayTotals', [row('a', 3, { cardLast4: '1234' })])
      await database.query.updateTable('dayTotals').set({ cardLast4: '9999' }).where('cardLast4', '=', '1234').execute()
      await database.updateMany('dayTotals', ['cardLast4'], [{ cardLast4: '9999', amountMinor: 4 }])
      expect(await all()).toEqual([{ userId: 'a', amountMinor: 4, count: 1 }])
    })
  })
}
