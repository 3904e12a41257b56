import { taskAssigned, taskClosed } from '@popug/contracts/events.ts'
import { roles } from '@popug/contracts/roles.ts'
import type { QueryOf } from '@popug/contracts/route.ts'
import { type Task, type TaskSort, taskRoutes } from '@popug/contracts/tasks.ts'
import { newId } from '@popug/service-kit'
import type { TestProgram } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTasks, performers, startTasks } from '../testing/tasks-program.ts'
import type { TasksWorld } from '../world.ts'

const { createTask, listTasks, getTask, getTaskHistory, closeTask, reassignTask } = taskRoutes
const people = performers(3)
const ids = people.map(({ id }) => id)

let program: TestProgram<TasksWorld>
beforeEach(async () => {
  program = await startTasks(people)
})
afterEach(() => program.stop())

const created = async (body: { title: string; description?: string; key?: string }): Promise<Task> =>
  (await program.as('manager').call(createTask, { body })).body
const counted = async (table: 'tasks' | 'assignments') =>
  (await program.database.query.selectFrom(table).select('id').execute()).length

describe('creating', () => {
  it.each(roles)('is for a %s, at once assigned to a performer, and said', async (role) => {
    const author = program.as(role)
    const { status, body } = await author.call(createTask, { body: { title: 'Feed', description: 'all of them' } })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      key: 'POP-1',
      title: 'Feed',
      description: 'all of them',
      status: 'open',
      closedAt: null,
    })
    expect(body.authorId).toBe(author.id)
    expect(ids).toContain(body.userId)
    expect(await program.said(taskAssigned)).toEqual([
      {
        assignmentId: expect.any(String),
        taskId: body.id,
        userId: body.userId,
        assignedAt: body.assignedAt,
        key: body.key,
        title: body.title,
      },
    ])
  })

  it('takes the key it is given and counts its own', async () => {
    expect((await created({ title: 'a', key: 'ЮГ-17' })).key).toBe('ЮГ-17')
    const tasks = await Promise.all(['b', 'c', 'd'].map((title) => created({ title })))
    expect(tasks.map(({ key }) => key).sort()).toEqual(['POP-1', 'POP-2', 'POP-3'])
  })

  it.each([
    ['no title', {}],
    ['an empty title', { title: '' }],
    ['a blank title', { title: ' \n ' }],
    ['a title with brackets', { title: 'POP-1 [x]' }],
    ['a title with the other bracket', { title: 'x]' }],
    ['a long title', { title: 'x'.repeat(201) }],
    ['a number', { title: 5 }],
    ['a key with signs', { title: 'x', key: 'a b' }],
    ['an empty key', { title: 'x', key: '' }],
    ['a long description', { title: 'x', description: 'x'.repeat(10_001) }],
    ['more than it knows', { title: 'x', userId: newId() }],
  ])('refuses %s', async (_what, body) => {
    const answer = await program.as('manager').call(createTask, { body: body as { title: string } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect(await counted('tasks')).toBe(0)
  })

  it('answers the same to the same idempotency key', async () => {
    const author = program.as('manager')
    const once = () => author.call(createTask, { body: { title: 'x' }, headers: { 'idempotency-key': 'one' } })
    const [first, second] = await Promise.all([once(), once()])
    expect(second.body).toEqual(first.body)
    expect(await counted('tasks')).toBe(1)
    expect(await program.said(taskAssigned)).toHaveLength(1)
  })

  it('refuses where there is no performer', async () => {
    const alone = await startTasks([])
    const answer = await alone.as('manager').call(createTask, { body: { title: 'x' } })
    expect(answer).toMatchObject({ status: 409, body: { code: 'no_performers' } })
    expect(await alone.said(taskAssigned)).toEqual([])
    await alone.stop()
  })
})

describe('closing', () => {
  it('is for its performer, once, and said', async () => {
    const task = await created({ title: 'x' })
    const mine = program.as('performer', task.userId)
    const { status, body } = await mine.call(closeTask, { params: { id: task.id } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ ...task, status: 'closed', closedAt: expect.any(String) })
    expect(await program.said(taskClosed)).toEqual([{ taskId: task.id, userId: task.userId, closedAt: body.closedAt }])
    const again = await mine.call(closeTask, { params: { id: task.id } })
    expect(again).toMatchObject({ status: 409, body: { code: 'task_already_closed' } })
  })

  it('succeeds once of five at once', async () => {
    const task = await created({ title: 'x' })
    const mine = program.as('performer', task.userId)
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => mine.call(closeTask, { params: { id: task.id } })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(await program.said(taskClosed)).toHaveLength(1)
  })

  it.each(roles)('is refused to another %s', async (role) => {
    const task = await created({ title: 'x' })
    const answer = await program.as(role).call(closeTask, { params: { id: task.id } })
    expect(answer).toMatchObject({ status: 403, body: { code: 'not_your_task' } })
    expect((await program.as(role).call(getTask, { params: { id: task.id } })).body).toEqual(task)
  })

  it('is refused to the performer of before', async () => {
    const task = await created({ title: 'x' })
    const next = ids.find((id) => id !== task.userId)
    await program.as('manager').call(reassignTask, { params: { id: task.id }, body: { userId: next! } })
    const answer = await program.as('performer', task.userId).call(closeTask, { params: { id: task.id } })
    expect(answer).toMatchObject({ status: 403, body: { code: 'not_your_task' } })
  })
})

describe('reassigning one', () => {
  it('gives it to the performer asked for, or to anyone', async () => {
    const task = await created({ title: 'x' })
    const manager = program.as('manager')
    const next = ids.find((id) => id !== task.userId)!
    const { body } = await manager.call(reassignTask, { params: { id: task.id }, body: { userId: next } })
    expect(body).toMatchObject({ id: task.id, userId: next, status: 'open' })
    const random = await program.as('admin').call(reassignTask, { params: { id: task.id } })
    expect(ids).toContain(random.body.userId)
    const said = await program.said(taskAssigned)
    expect(said.map(({ userId }) => userId)).toEqual([task.userId, next, random.body.userId])
    expect(new Set(said.map(({ assignmentId }) => assignmentId)).size).toBe(3)
  })

  it.each([
    ['performer', 403, 'forbidden'],
    ['accountant', 403, 'forbidden'],
    ['executive', 403, 'forbidden'],
  ] as const)('is refused to a %s', async (role, status, code) => {
    const task = await created({ title: 'x' })
    const answer = await program.as(role).call(reassignTask, { params: { id: task.id }, body: {} })
    expect(answer).toMatchObject({ status, body: { code } })
    expect(await counted('assignments')).toBe(1)
  })

  it('refuses somebody who is no performer, a closed task, and a task that is not there', async () => {
    const task = await created({ title: 'x' })
    const manager = program.as('manager')
    const stranger = await manager.call(reassignTask, { params: { id: task.id }, body: { userId: newId() } })
    expect(stranger).toMatchObject({ status: 409, body: { code: 'not_a_performer' } })
    await program.as('performer', task.userId).call(closeTask, { params: { id: task.id } })
    const closed = await manager.call(reassignTask, { params: { id: task.id }, body: {} })
    expect(closed).toMatchObject({ status: 409, body: { code: 'task_already_closed' } })
    const missing = await manager.call(reassignTask, { params: { id: newId() }, body: {} })
    expect(missing).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await counted('assignments')).toBe(1)
  })

  it('and closing at once leave one truth', async () => {
    const task = await created({ title: 'x' })
    const next = ids.find((id) => id !== task.userId)!
    const [closed, reassigned] = await Promise.all([
      program.as('performer', task.userId).call(closeTask, { params: { id: task.id } }),
      program.as('manager').call(reassignTask, { params: { id: task.id }, body: { userId: next } }),
    ])
    expect([closed.status, reassigned.status].filter((status) => status === 200)).toHaveLength(1)
  })
})

describe('the history', () => {
  it('tells who had the task and when, oldest first, and who closed it', async () => {
    const task = await created({ title: 'x' })
    const manager = program.as('manager')
    await manager.call(reassignTask, { params: { id: task.id }, body: { userId: ids[0]! } })
    const { body: closed } = await program.as('performer', ids[0]).call(closeTask, { params: { id: task.id } })
    const { body } = await program.as('accountant').call(getTaskHistory, { params: { id: task.id } })
    expect(body.items).toEqual([
      { type: 'task.assigned', userId: task.userId, actorId: task.authorId, at: task.assignedAt },
      { type: 'task.assigned', userId: ids[0], actorId: manager.id, at: closed.assignedAt },
      { type: 'task.closed', userId: ids[0], actorId: ids[0], at: closed.closedAt },
    ])
  })

  it.each([getTask, getTaskHistory, closeTask])('of a task that is not there: not found ($name)', async (route) => {
    const answer = await program.as('performer').call(route, { params: { id: newId() } })
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const odd = await program.as('performer').call(route, { params: { id: 'POP-1' } })
    expect(odd).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })
})

describe('the list', () => {
  const call = (query: QueryOf<typeof listTasks>) => program.as('performer').call(listTasks, { query })
  const list = async (query: QueryOf<typeof listTasks>) => (await call(query)).body.items.map(({ title }) => title)

  it('filters by status, performer and ids', async () => {
    const tasks = await createTasks(program, 6)
    const [first, second] = tasks as [Task, Task]
    await program.as('performer', first.userId).call(closeTask, { params: { id: first.id } })
    expect(await list({ status: 'closed' })).toEqual(['Task 1'])
    expect(await list({ status: 'open' })).toEqual(['Task 6', 'Task 5', 'Task 4', 'Task 3', 'Task 2'])
    const mine = tasks.filter(({ userId }) => userId === second.userId).map(({ title }) => title)
    expect((await list({ userId: second.userId })).sort()).toEqual(mine.sort())
    expect((await list({ ids: `${first.id},${second.id},${newId()}` })).sort()).toEqual(['Task 1', 'Task 2'])
    expect(await list({ userId: newId() })).toEqual([])
  })

  it.each([
    ['ПОПУГ', ['Накормить попугая']],
    ['pop-1', ['Накормить попугая']],
    ['100%', ['100% done']],
    ['%', ['100% done']],
    ['_', ['snake_case']],
    ['!', ['hey!']],
    ["'", ["it's"]],
    ['\\', ['back\\slash']],
    ['nothing like it', []],
  ])('finds %s', async (q, titles) => {
    for (const title of ['Накормить попугая', '100% done', 'snake_case', 'hey!', "it's", 'back\\slash'])
      await created({ title, ...(title.startsWith('Н') ? {} : { key: `K-${title.length}` }) })
    expect(await list({ q })).toEqual(titles)
  })

  it.each<[TaskSort, string[]]>([
    ['createdAt', ['beta', 'Alpha', 'alpha', 'gamma', 'Ёлка']],
    ['-createdAt', ['Ёлка', 'gamma', 'alpha', 'Alpha', 'beta']],
    ['title', ['Alpha', 'alpha', 'beta', 'gamma', 'Ёлка']],
    ['-title', ['Ёлка', 'gamma', 'beta', 'alpha', 'Alpha']],
    ['assignedAt', ['Alpha', 'alpha', 'gamma', 'Ёлка', 'beta']],
    ['-assignedAt', ['beta', 'Ёлка', 'gamma', 'alpha', 'Alpha']],
  ])('goes by %s, page by page, each task once', async (sort, titles) => {
    program.clock.set(Date.now())
    const tasks: Task[] = []
    for (const title of ['beta', 'Alpha', 'alpha', 'gamma', 'Ёлка']) tasks.push(await created({ title }))
    program.clock.set(program.clock.now() + 1_000)
    await program.as('manager').call(reassignTask, { params: { id: tasks[0]!.id } })
    const seen: string[] = []
    let after: string | undefined
    do {
      const { body } = await call({ sort, limit: 2, ...(after ? { after } : {}) })
      seen.push(...body.items.map(({ title }) => title))
      after = body.next ?? undefined
    } while (after && seen.length < 20)
    expect(seen).toEqual(titles)
  })

  it.each<TaskSort>(['createdAt', '-assignedAt', 'title'])(
    'of one performer goes by %s, page by page',
    async (sort) => {
      const tasks = await createTasks(program, 8)
      const manager = program.as('manager')
      const body = { userId: ids[0]! }
      for (const { id } of tasks) await manager.call(reassignTask, { params: { id }, body })
      const first = await call({ sort, ...body, status: 'open', limit: 5 })
      const second = await call({ sort, ...body, status: 'open', limit: 5, after: first.body.next! })
      const whole = await call({ sort, ...body })
      expect(whole.body.items).toHaveLength(8)
      expect([...first.body.items, ...second.body.items]).toEqual(whole.body.items)
      expect(second.body.next).toBeNull()
    },
  )

  it.each([
    ['an unknown status', { status: 'done' }],
    ['an unknown filter', { colour: 'red' }],
    ['a cursor that is none', { after: 'x' }],
    ['a cursor of another list', { after: Buffer.from('["a",1]').toString('base64url') }],
    ['a cursor of the wrong kind', { after: Buffer.from('[1]').toString('base64url') }],
    ['a limit of none', { limit: 0 }],
    ['ids that are none', { ids: 'x' }],
  ])('refuses %s', async (_what, query) => {
    const answer = await call(query as QueryOf<typeof listTasks>)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })
})

it.each([listTasks, createTask, getTask, getTaskHistory, closeTask, reassignTask])(
  '$name refuses nobody',
  async (route) => {
    const answer = await program.nobody().call(route, { params: { id: newId() } as never })
    expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  },
)
