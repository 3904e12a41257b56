import { type Id, idTime } from '@popug/contracts/ids.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { newId } from '@popug/service-kit'
import type { TestProgram } from '@popug/service-kit/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { createTasks as createTasksOf } from '../commands/create-tasks.ts'
import { authOf, createTasks, performers, startTasks } from '../testing/tasks-program.ts'
import type { TasksWorld } from '../world.ts'

const { closeTask, getReassignmentFees } = taskRoutes
let program: TestProgram<TasksWorld>
afterEach(() => program.stop())

describe('what a reassignment of all would cost', () => {
  it('is the sum of the fees of the open tasks, as Accounts tells it', async () => {
    const asked: string[][] = []
    const sumTaskFees = ({ body }: { body?: unknown }) => {
      const { ids } = body as { ids: string[] }
      asked.push(ids)
      return { feesMinor: 1_000 * ids.length }
    }
    const people = performers(2)
    program = await startTasks(people, { answers: { ...authOf(people), sumTaskFees } })
    const [closed, ...open] = await createTasks(program, 4)
    await program.as('performer', closed!.userId).call(closeTask, { params: { id: closed!.id } })
    const { body } = await program.as('manager').call(getReassignmentFees)
    expect(body).toEqual({ openTasks: 3, feesMinor: 3_000, estimatedFrom: null })
    expect(asked).toEqual([open.map(({ id }) => id)])
  })

  it('of no open tasks is nothing, and nobody is asked', async () => {
    program = await startTasks(performers(1))
    const { body } = await program.as('admin').call(getReassignmentFees)
    expect(body).toEqual({ openTasks: 0, feesMinor: 0, estimatedFrom: null })
  })

  it('is asked a part at a time where tasks are many', async () => {
    const sizes: number[] = []
    const sumTaskFees = ({ body }: { body?: unknown }) => {
      sizes.push((body as { ids: string[] }).ids.length)
      return { feesMinor: 1 }
    }
    const people = performers(2)
    program = await startTasks(people, { answers: { ...authOf(people), sumTaskFees } })
    const session = program.session()
    for (let part = 0; part < 6; part++) {
      const tasks = Array.from({ length: 1_000 }, (_, index) => ({ title: `Task ${index}` }))
      await session.transaction((ctx) => createTasksOf(ctx, { tasks, authorId: newId() }))
    }
    const { body } = await program.as('manager').call(getReassignmentFees)
    expect(body).toEqual({ openTasks: 6_000, feesMinor: 2, estimatedFrom: null })
    expect(sizes).toEqual([5_000, 1_000])
  })

  it('is not known while Accounts does not answer, and for managers and admins', async () => {
    program = await startTasks(performers(1))
    await createTasks(program, 1)
    const { body } = await program.as('manager').call(getReassignmentFees)
    expect(body).toEqual({ openTasks: 0, feesMinor: null, estimatedFrom: null })
    expect(await program.as('performer').call(getReassignmentFees)).toMatchObject({ status: 403 })
  })
})

describe('of more open tasks than are summed one by one', () => {
  const count = 100_000
  const begin = Date.parse('2026-03-01T00:00:00.000Z')
  /** Prices of thousands until the rules changed in the middle, and of tens of thousands since, as chance has it. */
  const feeOf = (id: Id): number =>
    (idTime(id) < begin + count / 2 ? 1_000 : 15_000) + (Number.parseInt(id.slice(24, 30), 16) % 10_000)
  const sumOf = (ids: readonly Id[]): number => ids.reduce((sum, id) => sum + feeOf(id), 0)

  it('is estimated from some of them, as many old as new, by a few questions', async () => {
    const asked: string[][] = []
    const sumTaskFees = ({ body }: { body?: unknown }) => {
      const { ids } = body as { ids: string[] }
      asked.push(ids)
      return { feesMinor: sumOf(ids) }
    }
    const people = performers(1)
    program = await startTasks(people, { answers: { ...authOf(people), sumTaskFees } })
    // Ids as they were made at those moments; newId alone makes none that are older than its last.
    const ids = Array.from({ length: count }, (_, index) => {
      const time = (begin + index).toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-${newId().slice(14)}`
    })
    const row = { key: '', keyFolded: '', title: 't', titleFolded: 't', description: '', assignments: 1 }
    const who = { userId: people[0]!.id, authorId: people[0]!.id, createdAt: begin, assignedAt: begin }
    await program.database.insertMany(
      'tasks',
      // Closed ones between them count for nothing.
      ids.map((id, index) => ({ id, ...row, ...who, status: index % 10 === 0 ? 'closed' : 'open', closedAt: null })),
    )
    const open = ids.filter((_, index) => index % 10 !== 0)
    const { body } = await program.as('manager').call(getReassignmentFees)
    const sampled = asked.flat()
    expect(asked.length).toBeLessThanOrEqual(9)
    expect(body).toMatchObject({ openTasks: open.length, estimatedFrom: sampled.length })
    // Ten standard deviations and more of a fair draw of 40,000 in 90,000: 150 tasks, and 0.4 % of the sum.
    expect(Math.abs(sampled.length - 40_000)).toBeLessThan(1_500)
    const right = sumOf(open)
    expect(Math.abs(body.feesMinor! - right) / right).toBeLessThan(0.04)
    const known = new Set(open)
    expect(new Set(sampled).size).toBe(sampled.length)
    expect(sampled.filter((id) => !known.has(id))).toEqual([])
  }, 120_000)
})
