import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { type TestProgram, until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authOf, createTasks, performers, startTasks } from '../testing/tasks-program.ts'
import type { TasksWorld } from '../world.ts'

const { listBoard, reassignTask, closeTask } = taskRoutes
const people = performers(3).map((one, index) => ({ ...one, name: ['Рио', 'Ara', 'kesha'][index] ?? '' }))
const [rio, ara, kesha] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]]

let program: TestProgram<TasksWorld>
let told = [...people]
beforeEach(async () => {
  told = [...people]
  program = await startTasks(people, { answers: { listUsers: (parts) => authOf(told).listUsers(parts) } })
})
afterEach(() => program.stop())

const give = async (tasks: readonly Task[], userId: string): Promise<void> => {
  for (const { id } of tasks) await program.as('manager').call(reassignTask, { params: { id }, body: { userId } })
}
const board = async (query: object = {}) => (await program.as('performer').call(listBoard, { query })).body

describe('the board', () => {
  it('has a lane for every performer, by name, with the number of open tasks and the oldest five', async () => {
    const tasks = await createTasks(program, 8)
    await give(tasks.slice(0, 7), ara.id)
    await give(tasks.slice(7), rio.id)
    await program.as('performer', ara.id).call(closeTask, { params: { id: tasks[0]!.id } })
    const { items, next } = await board()
    expect(items.map(({ name, openTasks, performs }) => [name, openTasks, performs])).toEqual([
      ['Ara', 6, true],
      ['kesha', 0, true],
      ['Рио', 1, true],
    ])
    expect(items[0]?.tasks.map(({ title }) => title)).toEqual(['Task 2', 'Task 3', 'Task 4', 'Task 5', 'Task 6'])
    expect(items[1]?.tasks).toEqual([])
    expect(items[2]?.tasks).toMatchObject([{ id: tasks[7]!.id, key: 'POP-8', title: 'Task 8' }])
    expect(next).toBeNull()
  })

  it('finds by part of a name in any case, and by whether somebody has tasks', async () => {
    await give(await createTasks(program, 1), rio.id)
    const names = async (query: object) => (await board(query)).items.map(({ name }) => name)
    expect(await names({ q: 'РИ' })).toEqual(['Рио'])
    expect(await names({ q: '%' })).toEqual([])
    expect(await names({ holding: 'some' })).toEqual(['Рио'])
    expect(await names({ holding: 'none' })).toEqual(['Ara', 'kesha'])
  })

  it('goes page by page, each performer once', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const { items, next } = await board({ limit: 1, ...(after ? { after } : {}) })
      seen.push(...items.map(({ name }) => name))
      after = next ?? undefined
    } while (after && seen.length < 10)
    expect(seen).toEqual(['Ara', 'kesha', 'Рио'])
  })

  it('shows who left while tasks of theirs are open, and a new name as soon as Auth tells it', async () => {
    await give(await createTasks(program, 1), rio.id)
    told = [ara, { ...kesha, name: 'Kesha the First' }]
    await until('both are copied', async () => {
      const { items } = await board()
      return items.some(({ performs }) => !performs) && items.some(({ name }) => name === 'Kesha the First')
    })
    expect((await board()).items.map(({ name, openTasks, performs }) => [name, openTasks, performs])).toEqual([
      ['Ara', 0, true],
      ['Kesha the First', 0, true],
      ['Рио', 1, false],
    ])
    expect((await board({ holding: 'none' })).items.map(({ name }) => name)).toEqual(['Ara', 'Kesha the First'])
    const open = await program.as('manager').call(taskRoutes.listTasks, { query: { userId: rio.id } })
    await give(open.body.items, ara.id)
    expect((await board()).items.map(({ name }) => name)).toEqual(['Ara', 'Kesha the First'])
  })

  it.each([
    ['a cursor of another list', { after: Buffer.from('["a"]').toString('base64url') }],
    ['an unknown filter', { colour: 'red' }],
  ])('refuses %s', async (_what, query) => {
    const answer = await program.as('manager').call(listBoard, { query: query as object })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  it('is for whoever is signed in', async () => {
    expect(await program.nobody().call(listBoard)).toMatchObject({ status: 401 })
  })
})
