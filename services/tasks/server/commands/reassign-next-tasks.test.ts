import { taskAssigned } from '@popug/contracts/events.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { makeTestStore, type TestProgram, until } from '@popug/service-kit/testing'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { copyPerformers } from '../jobs/copy-performers.ts'
import { createTasks, performerIds, performers, startTasks } from '../testing/tasks-program.ts'
import type { TasksWorld } from '../world.ts'
import { reassignNextTasks } from './reassign-next-tasks.ts'

const { createReassignment, getReassignment, closeTask, getTask, createTask } = taskRoutes

/** A program in which reassignments move by hand alone. */
const byHand = { jobs: [copyPerformers], env: { REASSIGN_CHUNK: '4' } }
const step = (program: TestProgram<TasksWorld>) =>
  program.session().transaction((ctx) => reassignNextTasks(ctx, { limit: 4 }))
const progress = async (program: TestProgram<TasksWorld>, id: string) => {
  const { status, total, done } = (await program.as('manager').call(getReassignment, { params: { id } })).body
  return [status, done, total]
}
const timesAssigned = async (program: TestProgram<TasksWorld>, runId: string) => {
  const rows = await program.database.query
    .selectFrom('assignments')
    .select('taskId')
    .where('runId', '=', runId)
    .execute()
  return rows.map(({ taskId }) => taskId)
}

describe('the steps of a reassignment', () => {
  let program: TestProgram<TasksWorld>
  afterEach(() => program.stop())

  it('begin, pass chunk after chunk, and end with everything passed', async () => {
    program = await startTasks(performers(2), byHand)
    const tasks = await createTasks(program, 10)
    const { body } = await program.as('manager').call(createReassignment)
    const seen = [await progress(program, body.id)]
    while ((await step(program)) === 'more') seen.push(await progress(program, body.id))
    expect(seen).toEqual([
      ['waiting', 0, 10],
      ['running', 0, 10],
      ['running', 4, 10],
      ['running', 8, 10],
      ['done', 10, 10],
    ])
    expect(await timesAssigned(program, body.id)).toEqual(tasks.map(({ id }) => id))
  })

  it('leave alone what is closed or created in the middle', async () => {
    program = await startTasks(performers(2), byHand)
    const tasks = await createTasks(program, 10)
    const { body } = await program.as('manager').call(createReassignment)
    await step(program)
    await step(program)
    const passed = await program.as('manager').call(getTask, { params: { id: tasks[0]!.id } })
    const late = tasks[6]!
    for (const { id, userId } of [passed.body, late])
      expect((await program.as('performer', userId).call(closeTask, { params: { id } })).status).toBe(200)
    const young = await program.as('manager').call(createTask, { body: { title: 'young' } })
    while ((await step(program)) === 'more');
    expect(await progress(program, body.id)).toEqual(['done', 10, 10])
    const expected = tasks.filter(({ id }) => id !== late.id).map(({ id }) => id)
    expect(await timesAssigned(program, body.id)).toEqual(expected)
    expect((await program.as('manager').call(getTask, { params: { id: young.body.id } })).body).toEqual(young.body)
    expect((await program.as('manager').call(getTask, { params: { id: late.id } })).body).toMatchObject({
      status: 'closed',
      userId: late.userId,
    })
  })

  it('survive a death in a step and between steps: each task is assigned once', async () => {
    const people = performers(3)
    const store = await makeTestStore()
    onTestFinished(() => store.remove())
    program = await startTasks(people, { ...byHand, database: store.open<object>().database })
    const tasks = await createTasks(program, 30)
    const { body } = await program.as('manager').call(createReassignment)
    for (let steps = 0; steps < 4; steps++) await step(program)
    const dying = program.session().transaction(async (ctx) => {
      await reassignNextTasks(ctx, { limit: 4 })
      throw new Error('died before the commit')
    })
    await expect(dying).rejects.toThrow('died before the commit')
    expect(await progress(program, body.id)).toEqual(['running', 12, 30])
    expect(await timesAssigned(program, body.id)).toHaveLength(12)
    await program.stop()

    program = await startTasks(people, { env: { REASSIGN_CHUNK: '4' }, database: store.open<object>().database })
    await until('the reassignment is done', async () => (await progress(program, body.id))[0] === 'done')
    expect(await progress(program, body.id)).toEqual(['done', 30, 30])
    expect(await timesAssigned(program, body.id)).toEqual(tasks.map(({ id }) => id))
    expect(await program.said(taskAssigned)).toHaveLength(60)
  })

  it('wait while there is no performer, and go on with the next one', async () => {
    const people = performers(2)
    program = await startTasks(people, byHand)
    await createTasks(program, 6)
    const { body } = await program.as('manager').call(createReassignment)
    await step(program)
    await step(program)
    const [back] = people.splice(0, 2)
    await until('nobody is left', async () => (await performerIds(program)).length === 0)
    expect(await step(program)).toBeUndefined()
    expect(await progress(program, body.id)).toEqual(['running', 4, 6])
    people.push(back!)
    await until('somebody is there', async () => (await performerIds(program)).length === 1)
    while ((await step(program)) === 'more');
    expect(await progress(program, body.id)).toEqual(['done', 6, 6])
    expect(new Set(await timesAssigned(program, body.id)).size).toBe(6)
  })
})
