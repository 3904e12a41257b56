import { Refusal } from '@popug/contracts/refusals.ts'
import { until } from '@popug/service-kit/testing'
import { expect, it } from 'vitest'
import { authOf, performerIds, performers, startTasks } from '../testing/tasks-program.ts'

it('the copy follows Auth over several pages, and stands while Auth is away', async () => {
  const people = performers(1_234)
  let away = false
  let asked = 0
  const answers = {
    listUsers: (parts: { query?: unknown }) => {
      asked += 1
      if (away) throw new Refusal('unavailable')
      return authOf(people).listUsers(parts)
    },
  }
  const program = await startTasks(people, { answers })
  expect((await performerIds(program)).sort()).toEqual(people.map(({ id }) => id).sort())

  people.splice(100, 400)
  people.push(...performers(7))
  await until('the changes are copied', async () => (await performerIds(program)).length === 841)
  expect((await performerIds(program)).sort()).toEqual(people.map(({ id }) => id).sort())
  const places = await program.database.query.selectFrom('performers').select('place').orderBy('place').execute()
  expect(places.map(({ place }) => place)).toEqual(places.map((_, index) => index))

  away = true
  const before = asked
  people.length = 0
  await until('Auth was asked again in vain', () => asked > before)
  expect(await performerIds(program)).toHaveLength(841)
  await program.stop()
})

it('nothing is written when nothing has changed', async () => {
  const people = performers(3)
  let asked = 0
  const answers = {
    listUsers: (parts: { query?: unknown }) => {
      asked += 1
      return authOf(people).listUsers(parts)
    },
  }
  const program = await startTasks(people, { answers })
  const rows = () => program.database.query.selectFrom('performers').selectAll().orderBy('id').execute()
  const before = await rows()
  await until('Auth was asked twice more', () => asked >= 3)
  expect(await rows()).toEqual(before)
  await program.stop()
})

it('people who are not active performers are left out, whatever the answer holds', async () => {
  const [performer, disabled, manager] = performers(3)
  const people = [performer!, { ...disabled!, status: 'disabled' as const }, { ...manager!, role: 'manager' as const }]
  const program = await startTasks([performer!], { answers: authOf(people) })
  expect(await performerIds(program)).toEqual([performer!.id])
  await program.stop()
})
