import { taskAssigned } from '@popug/contracts/events.ts'
import { roles } from '@popug/contracts/roles.ts'
import { type Reassignment, taskRoutes } from '@popug/contracts/tasks.ts'
import { newId } from '@popug/service-kit'
import { type TestProgram, until } from '@popug/service-kit/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { reassignNextTasks } from '../commands/reassign-next-tasks.ts'
import { copyPerformers } from '../jobs/copy-performers.ts'
import { createTasks, performers, startTasks } from '../testing/tasks-program.ts'
import type { TasksWorld } from '../world.ts'

const { createReassignment, listReassignments, listCurrentReassignments, getReassignment, countReassignable } =
  taskRoutes
const { closeTask, getTask } = taskRoutes
let program: TestProgram<TasksWorld>
afterEach(() => program.stop())

const finished = async (id: string): Promise<Reassignment> => {
  const manager = program.as('manager')
  let run: Reassignment | undefined
  await until('the reassignment is done', async () => {
    run = (await manager.call(getReassignment, { params: { id } })).body
    return run.status === 'done'
  })
  return run!
}
const assignmentsOf = (runId: string) =>
  program.database.query.selectFrom('assignments').selectAll().where('runId', '=', runId).execute()

describe('a reassignment of all', () => {
  it('gives every open task once to a performer, leaves closed ones alone, and says so', async () => {
    program = await startTasks(performers(3), { env: { REASSIGN_CHUNK: '4' } })
    const tasks = await createTasks(program, 11)
    const closed = tasks.slice(0, 2)
    for (const { id, userId } of closed) await program.as('performer', userId).call(closeTask, { params: { id } })
    const manager = program.as('manager')
    const { status, body } = await manager.call(createReassignment)
    expect(status).toBe(202)
    expect(body).toMatchObject({ status: 'waiting', total: 9, done: 0, actorId: manager.id, finishedAt: null })
    expect(await finished(body.id)).toMatchObject({ total: 9, done: 9, finishedAt: expect.any(String) })

    const assignments = await assignmentsOf(body.id)
    expect(assignments.map(({ taskId }) => taskId).sort()).toEqual(
      tasks
        .slice(2)
        .map(({ id }) => id)
        .sort(),
    )
    expect(assignments.every(({ actorId, number }) => actorId === manager.id && number === 2)).toBe(true)
    for (const { taskId, userId } of assignments) {
      const { body: task } = await manager.call(getTask, { params: { id: taskId } })
      expect(task).toMatchObject({ userId, status: 'open' })
    }
    for (const task of closed) {
      const { body: still } = await manager.call(getTask, { params: { id: task.id } })
      expect(still).toMatchObject({ userId: task.userId, assignedAt: task.assignedAt, status: 'closed' })
    }
    const said = (await program.said(taskAssigned)).slice(11)
    expect(said.map(({ assignmentId }) => assignmentId)).toEqual(assignments.map(({ id }) => id))
  })

  it('of no open tasks is done at once', async () => {
    program = await startTasks(performers(1))
    const { body } = await program.as('admin').call(createReassignment)
    expect(await finished(body.id)).toMatchObject({ total: 0, done: 0 })
  })

  it('waits for those asked before it, each passing every task', async () => {
    program = await startTasks(performers(2), { env: { REASSIGN_CHUNK: '3' } })
    await createTasks(program, 8)
    const manager = program.as('manager')
    const asked = await Promise.all([1, 2, 3].map(() => manager.call(createReassignment)))
    const runs = await Promise.all(asked.map(({ body }) => finished(body.id)))
    expect(runs.map(({ done, total }) => [done, total])).toEqual([
      [8, 8],
      [8, 8],
      [8, 8],
    ])
    const rows = await program.database.query.selectFrom('assignments').select(['runId', 'number']).execute()
    for (const [index, { id }] of [...runs].sort((one, other) => (one.id < other.id ? -1 : 1)).entries())
      expect(rows.filter(({ runId }) => runId === id).map(({ number }) => number)).toEqual(Array(8).fill(index + 2))
  })

  it('once for the same idempotency key', async () => {
    program = await startTasks(performers(2))
    await createTasks(program, 2)
    const manager = program.as('manager')
    const once = () => manager.call(createReassignment, { headers: { 'idempotency-key': 'one' } })
    const [first, second] = await Promise.all([once(), once()])
    expect(second.body).toEqual(first.body)
    await finished(first.body.id)
    expect((await manager.call(listReassignments)).body.items).toHaveLength(1)
  })

  it('and closing at the same time leave every task with one truth', async () => {
    program = await startTasks(performers(2), { env: { REASSIGN_CHUNK: '2' } })
    const tasks = await createTasks(program, 20)
    const manager = program.as('manager')
    const { body } = await manager.call(createReassignment)
    await until('it is under way', async () => {
      const { body: run } = await manager.call(getReassignment, { params: { id: body.id } })
      return run.status !== 'waiting'
    })
    const answers = await Promise.all(
      tasks.map(({ id, userId }) => program.as('performer', userId).call(closeTask, { params: { id } })),
    )
    expect(await finished(body.id)).toMatchObject({ done: 20, total: 20 })
    const reassigned = new Set((await assignmentsOf(body.id)).map(({ taskId }) => taskId))
    for (const [index, { id, userId }] of tasks.entries()) {
      const { body: now } = await program.as('manager').call(getTask, { params: { id } })
      if (answers[index]?.status === 200) expect(now).toMatchObject({ status: 'closed', userId })
      else expect([now.status, reassigned.has(id), answers[index]?.status]).toEqual(['open', true, 403])
    }
  })

  it('draws every performer as often as the others', async () => {
    const people = performers(8)
    program = await startTasks(people)
    const perPerformer = 500
    const now = Date.now()
    const row = { title: 't', description: '', status: 'open', userId: newId(), authorId: newId(), createdAt: now }
    const more = { assignedAt: now, closedAt: null, assignments: 1, keyFolded: '', titleFolded: 't', key: '' }
    const tasks = Array.from({ length: people.length * perPerformer }, () => ({ id: newId(), ...row, ...more }))
    await program.database.insertMany('tasks', tasks)
    const { body } = await program.as('manager').call(createReassignment)
    expect(await finished(body.id)).toMatchObject({ done: tasks.length })
    const counts = new Map(people.map(({ id }) => [id, 0]))
    for (const { userId } of await assignmentsOf(body.id)) counts.set(userId, (counts.get(userId) ?? 0) + 1)
    expect(counts.size).toBe(people.length)
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - perPerformer) ** 2 / perPerformer, 0)
    // Seven degrees of freedom: a fair draw goes beyond 60 less often than once in 10^9 times.
    expect(chiSquare).toBeLessThan(60)
    const batches = await program.database.query
      .selectFrom('outbox' as never)
      .select('count' as never)
      .execute()
    expect(batches).toEqual(Array(4).fill({ count: 1_000 }))
  })
})

it('the outlook names the open tasks and the performers', async () => {
  program = await startTasks(performers(3))
  const [task] = await createTasks(program, 2)
  await program.as('performer', task!.userId).call(closeTask, { params: { id: task!.id } })
  expect((await program.as('manager').call(countReassignable)).body).toEqual({ openTasks: 1, performers: 3 })
})

it('the list goes newest first, page by page', async () => {
  program = await startTasks(performers(1))
  const manager = program.as('manager')
  const ids: string[] = []
  for (let number = 0; number < 3; number++) ids.unshift((await manager.call(createReassignment)).body.id)
  const first = await manager.call(listReassignments, { query: { limit: 2 } })
  const second = await manager.call(listReassignments, { query: { limit: 2, after: first.body.next! } })
  expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(ids)
  expect(second.body.next).toBeNull()
})

describe('reassignments of these hours', () => {
  const current = async (role: 'performer' | 'accountant' | 'executive' | 'manager' | 'admin' = 'performer') =>
    (await program.as(role).call(listCurrentReassignments)).body.items

  it('are told to everyone who is signed in: how far each is, and who asked for it', async () => {
    program = await startTasks(performers(2), { jobs: [copyPerformers] })
    await createTasks(program, 10)
    const manager = program.as('manager')
    const first = (await manager.call(createReassignment)).body
    const second = (await manager.call(createReassignment)).body
    const step = () => program.session().transaction((ctx) => reassignNextTasks(ctx, { limit: 4 }))
    await step()
    await step()
    const told = [second, { ...first, status: 'running', total: 10, done: 4 }]
    for (const role of roles) expect(await current(role)).toEqual(told)
    expect(await program.nobody().call(listCurrentReassignments)).toMatchObject({ status: 401 })
    await step()
    await step()
    const [, ended] = await current()
    expect(ended).toMatchObject({ id: first.id, status: 'done', done: 10, finishedAt: expect.any(String) })
  })

  it('are no news an hour after their end', async () => {
    const now = Date.parse('2026-03-02T10:00:00.000Z')
    program = await startTasks(performers(1), { now })
    const { body } = await program.as('manager').call(createReassignment)
    await finished(body.id)
    program.clock.set(now + 3_590_000)
    expect(await current()).toMatchObject([{ id: body.id, status: 'done' }])
    program.clock.set(now + 3_610_000)
    expect(await current()).toEqual([])
    expect((await program.as('manager').call(listReassignments)).body.items).toHaveLength(1)
  })
})

it('no performers: refused, nothing waits', async () => {
  program = await startTasks([])
  const answer = await program.as('manager').call(createReassignment)
  expect(answer).toMatchObject({ status: 409, body: { code: 'no_performers' } })
  expect((await program.as('manager').call(listReassignments)).body.items).toEqual([])
})

it('they are for managers and admins', async () => {
  program = await startTasks(performers(1))
  const id = newId()
  for (const route of [createReassignment, listReassignments, getReassignment, countReassignable]) {
    for (const role of ['performer', 'accountant', 'executive'] as const) {
      const answer = await program.as(role).call(route, { params: { id } as never })
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    }
    const nobody = await program.nobody().call(route, { params: { id } as never })
    expect(nobody).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  }
  const missing = await program.as('admin').call(getReassignment, { params: { id } })
  expect(missing).toMatchObject({ status: 404, body: { code: 'not_found' } })
})
