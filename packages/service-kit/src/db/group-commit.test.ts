import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Database } from './database.ts'
import { sqliteDatabase } from './sqlite.ts'
import { SqliteEngine } from './sqlite-engine.ts'

interface Tables {
  parents: { id: number }
  children: { id: number; parentId: number }
}

describe('transactions on one connection', () => {
  let engine: SqliteEngine
  let database: Database<Tables>
  let said: string[]

  beforeEach(async () => {
    // No time passes, so a busy machine does not part what belongs together.
    vi.spyOn(performance, 'now').mockReturnValue(0)
    engine = new SqliteEngine(':memory:')
    engine.prepare('create table parents (id integer primary key)').statement.run()
    engine
      .prepare(
        'create table children (id integer primary key, parent_id integer references parents (id) deferrable initially deferred)',
      )
      .statement.run()
    database = sqliteDatabase(engine)
    said = []
    const prepare = engine.prepare.bind(engine)
    vi.spyOn(engine, 'prepare').mockImplementation((text) => {
      said.push(text)
      return prepare(text)
    })
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await database.close()
  })

  const add = (id: number, fails = false): Promise<number> =>
    database.transaction(async (tx) => {
      await tx.insertMany('parents', [{ id }])
      if (fails) throw new Error(`no ${id}`)
      return id
    })
  const ids = async (): Promise<number[]> =>
    (await database.query.selectFrom('parents').select('id').execute()).map(({ id }) => id)
  const commits = (): number => said.filter((text) => text === 'COMMIT').length

  it('that come at once share a commit, and each has its own answer', async () => {
    expect(await Promise.all(Array.from({ length: 50 }, (_, id) => add(id)))).toEqual(
      Array.from({ length: 50 }, (_, id) => id),
    )
    expect(commits()).toBeLessThan(10)
  })

  it('take back their own changes alone when they throw', async () => {
    const outcomes = await Promise.allSettled([add(1), add(2, true), add(3)])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await ids()).toEqual([1, 3])
  })

  it('are answered only after the commit that holds them', async () => {
    const answered = vi.fn()
    const first = add(1).then(answered)
    await database.transaction(async () => expect(answered).not.toHaveBeenCalled())
    await first
    expect(answered).toHaveBeenCalledOnce()
  })

  it('fail together when their commit fails, and the next one works', async () => {
    const orphan = database.transaction(async (tx) => tx.insertMany('children', [{ id: 1, parentId: 99 }]))
    const outcomes = await Promise.allSettled([add(1), orphan, add(2)])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await ids()).toEqual([])
    await add(3)
    expect(await ids()).toEqual([3])
  })

  it('fail together when the database itself rolls back in the middle', async () => {
    const fatal = () =>
      database.transaction(async (tx) => {
        await sql`rollback`.execute(tx.query)
        throw new Error('database or disk is full')
      })
    const outcomes = await Promise.allSettled([add(1), fatal(), add(2)])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(await ids()).toEqual([2])
  })

  it('are all answered when the next one cannot begin', async () => {
    const prepare = vi.mocked(engine.prepare).getMockImplementation()!
    let begun = 0
    vi.mocked(engine.prepare).mockImplementation((text) => {
      if (text === 'SAVEPOINT work' && ++begun === 2) throw new Error('database is not open')
      return prepare(text)
    })
    const outcomes = await Promise.allSettled([add(1), add(2)])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await add(3)
    expect(await ids()).toEqual([3])
  })
})
