import { apiTokenRoutes } from '@popug/contracts/api-tokens.ts'
import type { Scope } from '@popug/contracts/scopes.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Company, foundCompany, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'
import { examplesOf, runShell } from './guides.ts'

let system: System
let company: Company
let token: string
const [list, walk, csv, create, many, ...others] = examplesOf('use-the-api.md', 'sh')

const run = (example = '') => runShell(example, { POPUG_URL: system.address, POPUG_TOKEN: token })
const titles = async () => (await company.admin.all(taskRoutes.listTasks)).map(({ title }) => title).sort()

beforeAll(async () => {
  system = await startEmbeddedSystem()
  company = await foundCompany(system, 2)
  const scopes: Scope[] = ['tasks:read', 'tasks:write', 'accounts:read']
  const made = await company.manager.call(apiTokenRoutes.createApiToken, {
    body: { name: 'The guide', scopes, expiresInDays: 1 },
  })
  token = made.token
})
afterAll(() => system.remove())

it('has no example that is not run here', () => {
  expect(others).toEqual([])
})

it('creates one task with one key, and answers the same twice', async () => {
  const answers = (await run(create)).split('}{')
  expect(answers).toHaveLength(2)
  expect(answers[0]).toContain('"title":"Feed the parrots"')
  expect(`${answers[0]}}`).toBe(`{${answers[1]}`)
  expect(await titles()).toEqual(['Feed the parrots'])
})

it('imports tasks from a CSV', async () => {
  expect(JSON.parse(await run(many))).toMatchObject({ total: 2, refused: [] })
  await until('both tasks are there', async () => (await titles()).length === 3)
  expect(await titles()).toEqual(['Clean the cage', 'Cut the claws', 'Feed the parrots'])
})

it('lists tasks, page after page, each once', async () => {
  expect(JSON.parse(await run(list)).items).toHaveLength(2)
  const pages = (await run(walk)).trim().split('\n')
  const keys = pages.flatMap((page) => (JSON.parse(page) as { items: { key: string }[] }).items.map(({ key }) => key))
  expect(pages).toHaveLength(2)
  expect(keys.sort()).toEqual(['ZOO-1', 'ZOO-2', 'ZOO-3'])
})

it('saves one’s own transactions as CSV', async () => {
  expect((await run(csv)).split('\n')[0]).toMatch(/^id,/)
})

it('fails loudly where the token does not reach', async () => {
  const reading = example(create).replace('/tasks/api/tasks"', '/auth/api/users"')
  await expect(run(reading)).rejects.toMatchObject({ stdout: expect.stringContaining('"code":"forbidden"') })
  token = `${token}x`
  await expect(run(list)).rejects.toMatchObject({ stdout: expect.stringContaining('"code":"not_signed_in"') })
})

const example = (text: string | undefined): string => {
  if (text === undefined) throw new Error('the guide has lost an example')
  return text
}
