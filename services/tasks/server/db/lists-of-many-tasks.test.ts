import { taskSorts, taskStatuses } from '@popug/contracts/tasks.ts'
import { type Db, newId, pageRequest } from '@popug/service-kit'
import type { TestProgram } from '@popug/service-kit/testing'
import { CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tailBelow, tailDigits } from '../domain/id-sample.ts'
import { performers, startTasks } from '../testing/tasks-program.ts'
import type { TasksWorld } from '../world.ts'
import { boardRepository } from './board-repository.ts'
import { peopleRepository } from './people-repository.ts'
import type { Tables } from './tables.ts'
import { orderOf, taskListRepository } from './task-list-repository.ts'
import { taskRepository } from './task-repository.ts'

const count = 100_000
const people = performers(300)
let program: TestProgram<TasksWorld>

beforeAll(async () => {
  program = await startTasks(people)
  const begin = Date.now() - count
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newId(begin + index),
    key: `POP-${index}`,
    title: `Task ${index}`,
    description: '',
    status: index % 3 === 0 ? 'open' : 'closed',
    userId: people[index % people.length]?.id ?? '',
    authorId: people[0]?.id ?? '',
    createdAt: begin + index,
    assignedAt: begin + index,
    closedAt: index % 3 === 0 ? null : begin + index + 1,
    assignments: 1,
    keyFolded: `pop-${index}`,
    titleFolded: `task ${index}`,
  }))
  await program.database.insertMany('tasks', rows)
  // MySQL counts a table's rows by itself some seconds after so many came; until then it plans for the few there were.
  if (program.database.dialect.name === 'mysql') await sql`analyze table tasks`.execute(program.database.query)
}, 240_000)
afterAll(() => program.stop())

/** The database, and each statement that went to it as its plan says it: which index, what is sorted apart. */
const explaining = () => {
  const plain = program.database.query
  const nodes: RootOperationNode[] = []
  const listening: KyselyPlugin = {
    transformQuery: ({ node }) => {
      nodes.push(node)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const db = { ...program.database, query: plain.withPlugin(listening) } as unknown as Db<Tables>
  const sqlite = program.database.dialect.name === 'sqlite'
  const plans = async (): Promise<string[]> => {
    const lines: string[] = []
    for (const node of nodes) {
      const { sql: text, parameters } = plain.getExecutor().compileQuery(node, { queryId: 'explained' } as never)
      const asked = CompiledQuery.raw(`explain ${sqlite ? 'query plan ' : ''}${text}`, [...parameters])
      const { rows } = await plain.executeQuery<Record<string, unknown>>(asked)
      for (const row of rows) {
        lines.push(
          sqlite ? String(row.detail) : `${row.table} ${row.type} ${row.key ?? 'NO INDEX'} ${row.Extra ?? row.extra}`,
        )
      }
    }
    return lines
  }
  return { db, plans }
}

/** Reads all tasks, or sorts what it has read, in the words of either database. */
const costly = /SCAN tasks(?! USING)|TEMP B-TREE FOR ORDER|^tasks ALL|^tasks .*NO INDEX|^tasks .*filesort/
const first = pageRequest({}, 1)

describe('of 100,000 tasks a page is read along an index', () => {
  const filters = [undefined, ...taskStatuses].flatMap((status) => taskSorts.map((sort) => ({ status, sort })))

  it.each(filters)('all of them, $status, by $sort', async ({ status, sort }) => {
    const { db, plans } = explaining()
    const lists = taskListRepository(db)
    const order = orderOf(sort)
    const page = await lists.list({ status }, order, first)
    expect(page).toHaveLength(51)
    const last = page.at(49)
    const key = order.column ? [last?.[order.column] ?? '', last?.id ?? ''] : [last?.id ?? '']
    const next = await lists.list({ status }, order, { after: key, limit: 50 })
    expect(next[0]?.id).toBe(page[50]?.id)
    const found = await plans()
    expect(found.length).toBeGreaterThanOrEqual(2)
    expect(found.filter((line) => costly.test(line))).toEqual([])
  })

  it('of one performer no more than theirs', async () => {
    const { db, plans } = explaining()
    const filter = { userId: people[6]?.id, status: 'open' as const }
    expect(await taskListRepository(db).list(filter, orderOf('-assignedAt'), first)).toHaveLength(51)
    const found = await plans()
    expect(found.join()).toContain('tasks_of_performer')
    expect(found.filter((line) => /SCAN tasks|^tasks ALL/.test(line))).toEqual([])
  })

  it('on the board no more than those of the performers on it', async () => {
    const { db, plans } = explaining()
    const lanes = await peopleRepository(db).list({}, { after: null, limit: 30 })
    expect(lanes).toHaveLength(31)
    const ids = lanes.map(({ id }) => id)
    const counts = await boardRepository(db).counts(ids)
    expect([...counts.values()].reduce((sum, one) => sum + one, 0)).toBeGreaterThan(3_000)
    const shown = await boardRepository(db).oldest([...counts.keys()], 5)
    expect(shown).toHaveLength(5 * counts.size)
    const found = await plans()
    expect(found.join()).toContain('tasks_of_performer')
    expect(found.filter((line) => costly.test(line))).toEqual([])
  })

  it('for the fees of a reassignment', async () => {
    const { db, plans } = explaining()
    const ids = await taskRepository(db).openIds(null, 5_000)
    const more = await taskRepository(db).openIds(ids.at(-1) ?? null, 5_000)
    expect(new Set([...ids, ...more]).size).toBe(10_000)
    expect((await plans()).filter((line) => costly.test(line))).toEqual([])
  })

  it('for the next step of a reassignment, from where the last one ended', async () => {
    const { db, plans } = explaining()
    const tasks = taskRepository(db)
    const half = (await tasks.openIds(null, 15_000)).at(-1) ?? null
    const rows = await tasks.openForUpdate(half, (await tasks.lastId()) ?? '', 1_000)
    expect(rows).toHaveLength(1_000)
    const found = (await plans()).filter((line) => line.includes('tasks_by_status'))
    expect(found).toHaveLength(2)
    // Not along all tasks of that status up to there: both bounds of the id are the index's.
    expect(found[1]).toMatch(/tasks_by_status \(status=\? AND id>\? AND id<\?\)|^tasks range tasks_by_status /)
  })

  it('for an estimate of them, of those alone that are in the sample', async () => {
    const { db, plans } = explaining()
    const below = tailBelow(count / 3, 2_000) ?? ''
    const ids = await taskRepository(db).openIds(null, 1_000, below)
    const more = await taskRepository(db).openIds(ids.at(-1) ?? null, 5_000, below)
    const found = [...ids, ...more]
    expect(ids).toHaveLength(1_000)
    expect(found.length).toBeGreaterThan(1_500)
    expect(found.length).toBeLessThan(2_500)
    expect(found.filter((id) => id.slice(-tailDigits) >= below)).toEqual([])
    expect(found).toEqual([...new Set(found)].sort())
    expect((await plans()).filter((line) => costly.test(line))).toEqual([])
  })
})
