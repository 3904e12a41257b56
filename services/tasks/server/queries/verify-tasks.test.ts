import { taskRoutes } from '@popug/contracts/tasks.ts'
import type { TestProgram } from '@popug/service-kit/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTasks, performers, startTasks } from '../testing/tasks-program.ts'
import type { TasksWorld } from '../world.ts'
import { facts } from './list-facts.ts'
import { verifyTasks } from './verify-tasks.ts'

let program: TestProgram<TasksWorld>
beforeEach(async () => {
  program = await startTasks(performers(3))
  const tasks = await createTasks(program, 5)
  for (const { id, userId } of tasks.slice(0, 2))
    await program.as('performer', userId).call(taskRoutes.closeTask, { params: { id } })
  for (const { id } of tasks.slice(2, 4))
    await program.as('manager').call(taskRoutes.reassignTask, { params: { id }, body: {} })
})
afterEach(() => program.stop())

const wrongs = async () => (await verifyTasks(program.session())).flatMap(({ offenders }) => offenders)

it('finds nothing wrong with tasks that are right, and says over how many it looked', async () => {
  expect(await verifyTasks(program.session())).toMatchObject(Array(2).fill({ checked: 5, offenders: [] }))
})

it.each([
  ['with another than its history says', "update tasks set user_id = 'nobody' where status = 'open'"],
  ['without a history', 'delete from assignments'],
  ['with a hole in its history', 'delete from assignments where number = 1'],
  ['that has a history and is gone', "delete from tasks where status = 'open'"],
  ['closed at no time', "update tasks set closed_at = null where status = 'closed'"],
  ['open, and closed at some time', "update tasks set closed_at = 1 where status = 'open'"],
])('finds a task %s', async (_, corruption) => {
  await sql.raw(corruption).execute(program.database.query)
  expect(await wrongs()).not.toEqual([])
})

it.each(['assignments', 'closings'])('tells %s in pages, by task, each once', async (kind) => {
  const list = facts[kind] as (typeof facts)[string]
  const all = (await list(program.session(), { limit: 500 })).items
  expect(all).toHaveLength(kind === 'assignments' ? 7 : 2)
  expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort())
  const paged: typeof all = []
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<typeof list>> = await list(program.session(), {
      limit: 2,
      ...(after ? { after } : {}),
    })
    paged.push(...page.items)
    after = page.next
  }
  expect(paged).toEqual(all)
})
