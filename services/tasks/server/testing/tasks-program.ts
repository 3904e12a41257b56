import type { User } from '@popug/contracts/auth.ts'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram, until } from '@popug/service-kit/testing'
import { tasksService } from '../service.ts'
import type { TasksWorld } from '../world.ts'

/** Performers as Auth answers them; change the list to change what Auth says. */
export const performers = (count: number): User[] =>
  Array.from({ length: count }, (_, index) => ({
    id: newId(),
    login: `popug-${index}`,
    name: `Popug ${index}`,
    role: 'performer',
    status: 'active',
  }))

/** What Auth answers about a list of performers: a page at a time, by the cursor. */
export const authOf = (people: readonly User[]) => ({
  listUsers: ({ query }: { query?: unknown }) => {
    const { after, limit = 50 } = query as { after?: string; limit?: number }
    const from = after === undefined ? 0 : Number(after)
    const items = people.slice(from, from + limit)
    return { items, next: from + limit < people.length ? String(from + limit) : null }
  },
})

type Options = Parameters<typeof startTestProgram>[1] & {
  /** The jobs that run by themselves; all of them unless told. */
  readonly jobs?: typeof tasksService.jobs
}

/** Tasks with these performers, once it knows them. */
export const startTasks = async (
  people: readonly User[],
  { jobs = tasksService.jobs, ...options }: Options = {},
): Promise<TestProgram<TasksWorld>> => {
  const program = await startTestProgram({ ...tasksService, jobs }, { answers: authOf(people), ...options })
  await until('the performers are copied', async () => (await performerIds(program)).length === people.length)
  return program
}

/** The performers that Tasks knows. */
export const performerIds = async (program: TestProgram<TasksWorld>): Promise<string[]> =>
  (await program.database.query.selectFrom('performers').select('id').orderBy('place').execute()).map(({ id }) => id)

/** Creates so many tasks over HTTP. */
export const createTasks = async (program: TestProgram<TasksWorld>, count: number): Promise<Task[]> => {
  const author = program.as('manager')
  const tasks: Task[] = []
  for (let number = 1; number <= count; number++) {
    const { status, body } = await author.call(taskRoutes.createTask, { body: { title: `Task ${number}` } })
    if (status !== 201) throw new Error(`a task was not created: ${status}`)
    tasks.push(body)
  }
  return tasks
}
