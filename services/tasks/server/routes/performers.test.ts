import { taskRoutes } from '@popug/contracts/tasks.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, until } from '@popug/service-kit/testing'
import { expect, it } from 'vitest'
import { tasksService } from '../service.ts'

it('lists whom tasks may be given to, a page at a time', async () => {
  const ids = Array.from({ length: 5 }, () => newId())
  const items = ids.map((id) => ({ id, login: id, name: 'Someone', role: 'performer', status: 'active' }))
  const program = await startTestProgram(tasksService, { answers: { listUsers: () => ({ items, next: null }) } })
  const reader = program.as('manager')
  const page = (after?: string) =>
    reader.call(taskRoutes.listPerformers, { query: { limit: 2, ...(after === undefined ? {} : { after }) } })
  await until(
    'all are copied',
    async () => (await reader.call(taskRoutes.listPerformers)).body.items.length === ids.length,
  )
  const found: string[] = []
  let { body } = await page()
  for (; body.next !== null; { body } = await page(body.next)) found.push(...body.items.map(({ id }) => id))
  expect([...found, ...body.items.map(({ id }) => id)]).toEqual([...ids].sort())
  await program.stop()
})
