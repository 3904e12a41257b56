import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseBackend } from '../testing/database-backend.ts'
import { migratedDatabase } from '../testing/migrated-database.ts'
import type { Database } from './database.ts'
import { contains, startsWith } from './like.ts'

interface Tables {
  notes: { id: number; bodyText: string }
}

/** Signs that mean something in a pattern, in a string or in an escape, and letters of two alphabets. */
const sign = fc.constantFrom('%', '_', '!', '\\', "'", '"', ' ', '-', 'a', 'b', 'ё', 'ж', '🦜')
const words = (most: number) => fc.array(sign, { maxLength: most }).map((signs) => signs.join(''))

/** Searching finds texts by what they are made of, and takes no sign of the search for a pattern. */
export const likeContract = (backend: DatabaseBackend): void => {
  describe('texts', () => {
    let database: Database<Tables>
    let clear: () => Promise<void>
    beforeEach(async () => {
      ;({ database, clear } = await migratedDatabase<Tables>(backend, {
        '001-notes': (db, types) =>
          db.schema
            .createTable('notes')
            .addColumn('id', types.bigint, (column) => column.primaryKey())
            .addColumn('body_text', types.text(100), (column) => column.notNull())
            .execute(),
      }))
    })
    afterEach(() => clear())

    const keep = async (texts: readonly string[]): Promise<void> => {
      await database.query.deleteFrom('notes').execute()
      await database.insertMany(
        'notes',
        texts.map((bodyText, id) => ({ id, bodyText })),
      )
    }
    const found = async (condition: ReturnType<typeof contains>): Promise<string[]> => {
      const rows = await database.query.selectFrom('notes').select('bodyText').where(condition).orderBy('id').execute()
      return rows.map(({ bodyText }) => bodyText)
    }

    it('are found by a part and by their beginning, sign by sign', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(words(6), { maxLength: 12 }), words(3), async (texts, asked) => {
          await keep(texts)
          expect(await found(contains('bodyText', asked))).toEqual(texts.filter((text) => text.includes(asked)))
          expect(await found(startsWith('bodyText', asked))).toEqual(texts.filter((text) => text.startsWith(asked)))
        }),
        { numRuns: 60 },
      )
    })

    it('with a percent sign, an underscore, an exclamation mark or a backslash are found by it alone', async () => {
      const texts = ['100% done', '100 done', 'a_b', 'acb', 'stop!', 'stop', 'c:\\d', 'c:d', '!%_']
      await keep(texts)
      expect(await found(contains('bodyText', '0%'))).toEqual(['100% done'])
      expect(await found(contains('bodyText', 'a_b'))).toEqual(['a_b'])
      expect(await found(contains('bodyText', '!'))).toEqual(['stop!', '!%_'])
      expect(await found(contains('bodyText', '\\'))).toEqual(['c:\\d'])
      expect(await found(startsWith('bodyText', '!%'))).toEqual(['!%_'])
      expect(await found(startsWith('bodyText', '%'))).toEqual([])
      expect(await found(contains('bodyText', ''))).toEqual(texts)
    })
  })
}
