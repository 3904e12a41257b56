import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { openSqlite } from './sqlite.ts'
import { checkSqlite, copySqlite } from './sqlite-copy.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'popug-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Tables {
  notes: { id: number; text: string }
}
const open = async (name: string) => {
  const database = openSqlite<Tables>(join(folder, name))
  await migrate(
    database,
    {
      '001-notes': (db, types) =>
        db.schema
          .createTable('notes')
          .addColumn('id', types.integer, (column) => column.primaryKey())
          .addColumn('text', types.longText)
          .execute(),
    },
    'notes',
  )
  return database
}

it('copies what is committed while the database is open, and leaves it working', async () => {
  const database = await open('one.sqlite')
  await database.insertMany('notes', [{ id: 1, text: 'first' }])
  await database.transaction(async (tx) => {
    await tx.insertMany('notes', [{ id: 2, text: 'not yet' }])
    copySqlite(join(folder, 'one.sqlite'), join(folder, 'copy.sqlite'))
  })
  await database.insertMany('notes', [{ id: 3, text: 'later' }])
  await database.close()
  const copy = await open('copy.sqlite')
  expect(await copy.query.selectFrom('notes').select('text').execute()).toEqual([{ text: 'first' }])
  await copy.close()
  expect(checkSqlite(join(folder, 'copy.sqlite'))).toEqual([])
})

it('finds what is no database, or is not there', () => {
  const file = join(folder, 'broken.sqlite')
  writeFileSync(file, 'x'.repeat(5_000))
  expect(checkSqlite(file)).toHaveLength(1)
  expect(checkSqlite(join(folder, 'nothing.sqlite'))).toHaveLength(1)
})

it('a database that was closed is whole in its file, wherever that is moved', async () => {
  const database = await open('one.sqlite')
  await database.insertMany('notes', [{ id: 1, text: 'said last' }])
  await database.close()
  renameSync(join(folder, 'one.sqlite'), join(folder, 'moved.sqlite'))
  const moved = openSqlite<Tables>(join(folder, 'moved.sqlite'))
  expect(await moved.query.selectFrom('notes').selectAll().execute()).toEqual([{ id: 1, text: 'said last' }])
  await moved.close()
})
