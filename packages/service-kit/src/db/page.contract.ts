import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseBackend } from '../testing/database-backend.ts'
import { migratedDatabase } from '../testing/migrated-database.ts'
import { afterKey } from './after.ts'
import type { Database } from './database.ts'
import { pageFrom, pageRequest } from './page.ts'

interface Tables {
  items: { id: number; day: string; amountMinor: number }
}
type Item = Tables['items']

/** Walking a list page by page shows each row once, in the order of the list. */
export const pageContract = (backend: DatabaseBackend): void => {
  describe('pages', () => {
    let database: Database<Tables>
    let clear: () => Promise<void>
    beforeEach(async () => {
      ;({ database, clear } = await migratedDatabase<Tables>(backend, {
        '001-items': (db, types) =>
          db.schema
            .createTable('items')
            .addColumn('id', types.bigint, (column) => column.primaryKey())
            .addColumn('day', types.day, (column) => column.notNull())
            .addColumn('amount_minor', types.bigint, (column) => column.notNull())
            .execute(),
      }))
    })
    afterEach(() => clear())

    const walk = async (limit: number, direction: 'asc' | 'desc'): Promise<Item[]> => {
      const seen: Item[] = []
      let cursor: string | undefined
      do {
        const { after } = pageRequest({ after: cursor, limit }, 3)
        let query = database.query.selectFrom('items').selectAll()
        if (after) query = query.where(afterKey(['day', 'amountMinor', 'id'], after, direction))
        const rows = await query
          .orderBy('day', direction)
          .orderBy('amountMinor', direction)
          .orderBy('id', direction)
          .limit(limit + 1)
          .execute()
        const page = pageFrom(rows, limit, ({ day, amountMinor, id }) => [day, amountMinor, id])
        expect(page.items.length).toBeLessThanOrEqual(limit)
        seen.push(...page.items)
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      return seen
    }

    const byKey = (a: Item, b: Item): number =>
      a.day.localeCompare(b.day) || a.amountMinor - b.amountMinor || a.id - b.id

    it('put together are the whole list, in both directions', async () => {
      const item = fc.record({
        id: fc.integer({ min: 1, max: 500 }),
        day: fc.constantFrom('2026-01-01', '2026-01-02', '2026-12-31'),
        amountMinor: fc.integer({ min: -3, max: 3 }),
      })
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(item, { maxLength: 40, selector: ({ id }) => id }),
          fc.integer({ min: 1, max: 9 }),
          async (items, limit) => {
            await database.query.deleteFrom('items').execute()
            await database.insertMany('items', items)
            const sorted = [...items].sort(byKey)
            expect(await walk(limit, 'asc')).toEqual(sorted)
            expect(await walk(limit, 'desc')).toEqual(sorted.reverse())
          },
        ),
        { numRuns: 40 },
      )
    })

    it('say that there is no more exactly when there is none', () => {
      expect(pageFrom([1, 2, 3], 3, (row) => [row])).toEqual({ items: [1, 2, 3], next: null })
      expect(pageFrom([1, 2, 3, 4], 3, (row) => [row]).next).not.toBeNull()
      expect(pageFrom([], 3, (row) => [row])).toEqual({ items: [], next: null })
    })

    it.each([
      'x',
      '!!!',
      Buffer.from('{}').toString('base64url'),
      Buffer.from('[]').toString('base64url'),
      Buffer.from('[1,2]').toString('base64url'),
      Buffer.from('[{"a":1},2,3]').toString('base64url'),
      Buffer.from('[null,2,3]').toString('base64url'),
    ])('refuse %s, which no list answered', (after) => {
      expect(() => pageRequest({ after }, 3)).toThrow('/query/after')
    })
  })
}
