import { authRoutes } from '@popug/contracts/auth.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { newId, type Row } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { type Addresses, Client } from './client.ts'
import { admin } from './composed-programs.ts'
import type { LedgerStage } from './ledger-stage.ts'

const patience = 60_000

/** Where the services of a stage stand. */
export const addressesOf = ({ programs }: LedgerStage): Addresses =>
  Object.fromEntries(Object.entries(programs).map(([name, { address }]) => [name, address]))

/** How a performer of a benchmark signs in. */
export const login = (index: number) => ({ email: `performer-${index}@bench.test`, password: admin.password })

/** Registers so many performers at Auth, and waits until Tasks knows them; answers their ids. */
export const registerPerformers = async (stage: LedgerStage, count: number): Promise<string[]> => {
  const client = await new Client(addressesOf(stage)).signIn(admin.email, admin.password)
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const body = { ...login(index), name: `Performer ${index}`, role: 'performer' as const }
    ids.push((await client.call(authRoutes.createUser, { body })).id)
  }
  const known = async (): Promise<boolean> =>
    (await client.call(taskRoutes.listPerformers, { query: { limit: 500 } })).items.length === count
  await until('the performers are known', known, patience)
  client.leave()
  return ids
}

/** Writes open tasks into the database of Tasks, each with its first assignment, in turn for each performer. */
export const writeTasks = async ({ tasks }: LedgerStage, count: number, performers: readonly string[]) => {
  const size = 1_000
  const authorId = newId()
  for (let from = 0; from < count; from += size) {
    const at = Date.now()
    const rows: Row[] = Array.from({ length: Math.min(size, count - from) }, (_, index) => {
      const number = from + index + 1
      const words = { key: `BENCH-${number}`, title: `A task of the benchmark, number ${number}`, description: '' }
      const userId = performers[number % performers.length] ?? ''
      const times = { createdAt: at, assignedAt: at, closedAt: null }
      const folded = { keyFolded: words.key.toLowerCase(), titleFolded: words.title.toLowerCase() }
      return { id: newId(at), ...words, status: 'open', userId, authorId, ...times, assignments: 1, ...folded }
    })
    const given = rows.map(({ id: taskId, userId }) => {
      return { id: newId(at), taskId, number: 1, userId, actorId: authorId, at, runId: null } as Row
    })
    await Promise.all([tasks.insertMany('tasks' as never, rows), tasks.insertMany('assignments' as never, given)])
  }
}
