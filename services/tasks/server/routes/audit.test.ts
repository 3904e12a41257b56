import { taskRoutes } from '@popug/contracts/tasks.ts'
import { audited, type TestProgram } from '@popug/service-kit/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTasks, performerIds, performers, startTasks } from '../testing/tasks-program.ts'
import type { TasksWorld } from '../world.ts'

let program: TestProgram<TasksWorld>
beforeEach(async () => {
  program = await startTasks(performers(3))
})
afterEach(() => program.stop())

it('who shuffled all tasks, gave one away, or began an import is known', async () => {
  const [task] = await createTasks(program, 2)
  const manager = program.as('manager')
  const [userId = ''] = await performerIds(program)
  const params = { id: task?.id ?? '' }
  await manager.call(taskRoutes.reassignTask, { params, body: { userId } })
  const { body: run } = await manager.call(taskRoutes.createReassignment)
  const { body: imported } = await manager.call(taskRoutes.createImport, { body: 'title\nSing\nFly\nEat\n' })
  const actorId = manager.id
  expect(await audited(program)).toEqual([
    { actorId, action: 'task.reassigned', subject: params.id, detail: { userId } },
    { actorId, action: 'reassignment.begun', subject: run.id, detail: { count: 2 } },
    { actorId, action: 'import.begun', subject: imported.id, detail: { count: 3 } },
  ])
})

it('what was refused, and what the same request asked twice, is not there twice', async () => {
  const [task] = await createTasks(program, 1)
  const params = { id: task?.id ?? '' }
  await program.as('performer', task?.userId).call(taskRoutes.closeTask, { params })
  const manager = program.as('manager')
  expect((await manager.call(taskRoutes.reassignTask, { params, body: {} })).status).toBe(409)
  const headers = { 'idempotency-key': 'shuffle-once' }
  const answers = await Promise.all([1, 2].map(() => manager.call(taskRoutes.createReassignment, { headers })))
  expect(answers.map(({ status }) => status)).toEqual([202, 202])
  expect((await audited(program)).map(({ action }) => action)).toEqual(['reassignment.begun'])
})
