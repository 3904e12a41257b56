import { taskAssigned } from '@popug/contracts/events.ts'
import type { TaskImport } from '@popug/contracts/task-imports.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { newId } from '@popug/service-kit'
import { type TestProgram, until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authOf, performers, startTasks } from '../testing/tasks-program.ts'
import type { TasksWorld } from '../world.ts'

const { createImport, getImport, listImports, listImportLines, listTasks } = taskRoutes
let program: TestProgram<TasksWorld>
beforeEach(async () => {
  program = await startTasks(performers(3))
})
afterEach(() => program.stop())

const done = async (id: string): Promise<TaskImport> => {
  const manager = program.as('manager')
  let found: TaskImport | undefined
  await until('the import is done', async () => {
    found = (await manager.call(getImport, { params: { id } })).body
    return found.status === 'done'
  })
  return found!
}

describe('an import', () => {
  it('creates its tasks, assigned and said, and reports what it refused', async () => {
    const author = program.as('manager')
    const csv = 'title,key,description\nFeed,J-1,"two\nlines"\n,no title,\nSing,,\n[x],,\n'
    const { status, body } = await author.call(createImport, { body: csv })
    expect(status).toBe(202)
    expect(body).toMatchObject({ status: 'waiting', total: 4, created: 0 })
    expect(body.refused.map(({ line }) => line)).toEqual([4, 6])
    const report = await done(body.id)
    expect(report).toMatchObject({ total: 4, created: 2, refused: body.refused })
    const tasks = (await author.call(listTasks, { query: { sort: 'createdAt' } })).body.items
    expect(tasks).toMatchObject([
      { title: 'Feed', key: 'J-1', description: 'two\nlines', authorId: author.id, status: 'open' },
      { title: 'Sing', key: 'POP-1', description: '' },
    ])
    const said = await program.said(taskAssigned)
    expect(said.map(({ taskId, userId }) => [taskId, userId])).toEqual(tasks.map(({ id, userId }) => [id, userId]))
  })

  it('of 1,700 lines is created in chunks, each line once, in their order', async () => {
    const csv = `title\n${Array.from({ length: 1_700 }, (_, index) => `Task ${index + 1}\n`).join('')}`
    const { body } = await program.as('admin').call(createImport, { body: csv })
    expect(await done(body.id)).toMatchObject({ created: 1_700, refused: [] })
    const rows = await program.database.query.selectFrom('tasks').select(['title', 'key']).orderBy('id').execute()
    expect(rows.map(({ title }) => title)).toEqual(Array.from({ length: 1_700 }, (_, index) => `Task ${index + 1}`))
    expect(rows.map(({ key }) => key)).toEqual(Array.from({ length: 1_700 }, (_, index) => `POP-${index + 1}`))
    const lines = await program.database.query
      .selectFrom('importLines')
      .innerJoin('tasks', 'tasks.id', 'importLines.taskId')
      .select(['importLines.line', 'importLines.title as left', 'tasks.title'])
      .orderBy('line')
      .execute()
    expect(lines).toEqual(rows.map(({ title }, index) => ({ line: index + 2, left: '', title })))
    const batches = await program.database.query
      .selectFrom('outbox' as never)
      .select('count' as never)
      .execute()
    expect(batches).toEqual([500, 500, 500, 200].map((count) => ({ count })))
  })

  it('of refused lines only is done', async () => {
    const { body } = await program.as('admin').call(createImport, { body: 'title\n[x]\n' })
    expect(await done(body.id)).toMatchObject({ total: 1, created: 0, refused: [{ line: 2, column: 'title' }] })
  })

  it('is answered again to the same idempotency key, and created once', async () => {
    const author = program.as('manager')
    const once = () => author.call(createImport, { body: 'title\nFeed', headers: { 'idempotency-key': 'one' } })
    const [first, second] = await Promise.all([once(), once()])
    expect(second.body).toEqual(first.body)
    await done(first.body.id)
    expect(await program.said(taskAssigned)).toHaveLength(1)
  })

  it('waits where the performers have left, and goes on when one comes', async () => {
    const people = performers(1)
    const other = await startTasks(people, { answers: authOf(people) })
    const manager = other.as('manager')
    await other.database.query.deleteFrom('imports').execute()
    const [somebody] = people.splice(0, 1)
    await until('nobody is left', async () => {
      const left = await other.database.query.selectFrom('performers').select('id').execute()
      return left.length === 0
    })
    const refused = await manager.call(createImport, { body: 'title\nFeed' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'no_performers' } })
    const waiting = { id: newId(), status: 'waiting', total: 1, created: 0, actorId: newId(), createdAt: 0 }
    const line = { importId: waiting.id, line: 2, title: 'Feed', description: '', key: null, reason: null }
    // Both at once, as the door does: an import that the job finds without lines is done.
    await other.database.transaction(async (db) => {
      await db.insertMany('imports', [waiting])
      await db.insertMany('importLines', [line])
    })
    people.push(somebody!)
    await until('the import is done', async () => {
      const { body } = await manager.call(getImport, { params: { id: waiting.id } })
      return body.status === 'done' && body.created === 1
    })
    await other.stop()
  })

  it.each([
    ['no title', 'key\nx', 400, 'invalid'],
    ['nothing', '', 400, 'invalid'],
    ['too many lines', `title\n${'x\n'.repeat(10_001)}`, 413, 'too_large'],
    ['more than four megabytes', `title\n${'x'.repeat(4 * 1024 * 1024)}`, 413, 'too_large'],
  ])('of %s is refused and changes nothing', async (_what, body, status, code) => {
    const answer = await program.as('manager').call(createImport, { body })
    expect(answer).toMatchObject({ status, body: { code } })
    expect(await program.database.query.selectFrom('imports').select('id').execute()).toEqual([])
  })

  it('is refused as a JSON object', async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await program.as('manager').call(createImport, { body: '{"title":"Feed"}', headers })
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
  })
})

describe('the lines of an import', () => {
  const csv = 'title,key,description\nFeed,J-1,\n,no title,"two, lines"\nSing,,\n[x],J-2,why\na,b,c,d\n'
  const imported = async () => {
    const { body } = await program.as('manager').call(createImport, { body: csv })
    await done(body.id)
    return body.id
  }

  it('tell what became of each: its task, or why it has none and where it is wrong', async () => {
    const id = await imported()
    const { body } = await program.as('admin').call(listImportLines, { params: { id } })
    expect(body.items).toMatchObject([
      { line: 2, outcome: 'created', reason: null, column: null, task: { key: 'J-1', title: 'Feed' } },
      { line: 3, outcome: 'refused', reason: 'the title is missing', column: 'title', task: null },
      { line: 4, outcome: 'created', task: { key: 'POP-1', title: 'Sing' } },
      { line: 5, outcome: 'refused', column: 'title', task: null },
      { line: 6, outcome: 'refused', reason: 'there are more fields than columns', column: null, task: null },
    ])
    expect(body.next).toBeNull()
  })

  it('go by outcome, page by page', async () => {
    const id = await imported()
    const manager = program.as('manager')
    const first = await manager.call(listImportLines, { params: { id }, query: { outcome: 'refused', limit: 2 } })
    const after = first.body.next!
    const second = await manager.call(listImportLines, {
      params: { id },
      query: { outcome: 'refused', limit: 2, after },
    })
    expect([...first.body.items, ...second.body.items].map(({ line }) => line)).toEqual([3, 5, 6])
    const created = await manager.call(listImportLines, { params: { id }, query: { outcome: 'created' } })
    expect(created.body.items.map(({ line }) => line)).toEqual([2, 4])
    const waiting = await manager.call(listImportLines, { params: { id }, query: { outcome: 'waiting' } })
    expect(waiting.body.items).toEqual([])
  })

  it('that were refused are a CSV with what they held, which may come back mended', async () => {
    const id = await imported()
    const manager = program.as('manager')
    const asked = { params: { id }, query: { outcome: 'refused' as const }, headers: { accept: 'text/csv' } }
    const { text, headers } = await manager.call(listImportLines, asked)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(text.split('\r\n')).toEqual([
      'line,outcome,key,title,description,reason',
      '3,refused,no title,,"two, lines",the title is missing',
      '5,refused,J-2,[x],why,the title must not contain [ or ]; the key has a column of its own',
      '6,refused,b,a,c,there are more fields than columns',
      '',
    ])
    const mended = text.replace('[x]', 'x').replace('no title,,', 'J-3,Rest,')
    const again = await manager.call(createImport, { body: mended })
    expect(await done(again.body.id)).toMatchObject({ total: 3, created: 3, refused: [] })
    const { items } = (await manager.call(listTasks, { query: { q: 'J-' } })).body
    expect(items.map(({ key, title, description }) => [key, title, description]).sort()).toEqual([
      ['J-1', 'Feed', ''],
      ['J-2', 'x', 'why'],
      ['J-3', 'Rest', 'two, lines'],
    ])
  })

  it('that were too long stay so, and are kept in part', async () => {
    const { body } = await program.as('manager').call(createImport, { body: `title\n${'x'.repeat(20_000)}\n` })
    await done(body.id)
    const rows = await program.database.query.selectFrom('importLines').select('given').execute()
    expect(rows.map(({ given }) => given?.length)).toEqual([12_000 + '{"title":""}'.length])
  })
})

it('the list goes newest first, page by page', async () => {
  const manager = program.as('manager')
  const ids: string[] = []
  for (let number = 0; number < 3; number++)
    ids.unshift((await manager.call(createImport, { body: 'title\nFeed\n[x]' })).body.id)
  await Promise.all(ids.map(done))
  const first = await manager.call(listImports, { query: { limit: 2 } })
  const second = await manager.call(listImports, { query: { limit: 2, after: first.body.next! } })
  expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(ids)
  expect(first.body.items[0]).toMatchObject({ created: 1, refused: [{ line: 3 }] })
  expect(second.body.next).toBeNull()
})

it.each([createImport, getImport, listImports, listImportLines])('$name is for managers and admins', async (route) => {
  for (const role of ['performer', 'accountant', 'executive'] as const) {
    const body = route === createImport ? { body: 'title\nFeed' } : {}
    const answer = await program.as(role).call(route, { params: { id: newId() } as never, ...(body as object) })
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  }
  const missing = await program.as('manager').call(getImport, { params: { id: newId() } })
  expect(missing).toMatchObject({ status: 404, body: { code: 'not_found' } })
})
