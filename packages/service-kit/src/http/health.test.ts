import { anyone } from '@popug/contracts/roles.ts'
import { route } from '@popug/contracts/route.ts'
import { Type } from 'typebox'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../db/database.ts'
import { openSqlite } from '../db/sqlite.ts'
import { type SmallWorld, smallRoutes, smallService } from '../testing/small-service.ts'
import { startTestProgram, type TestProgram } from '../testing/test-program.ts'

let database: Database<object>
let away = false
let program: TestProgram<SmallWorld>
beforeEach(async () => {
  away = false
  const own = openSqlite<object>(':memory:')
  database = {
    ...own,
    ping: async () => {
      if (away) throw new Error('no connection to database "accounts"')
      await own.ping()
    },
  }
  program = await startTestProgram(smallService, { database })
})
afterEach(() => program.stop())

const at = (path: string) =>
  route({
    name: 'any',
    service: 'accounts',
    method: 'GET',
    path,
    who: anyone,
    summary: '',
    answer: Type.Unsafe<Record<string, unknown>>({}),
  })
/** Paths of these stand beside `/api`. */
const get = async (path: string) => {
  const { status, text, headers } = await program.nobody().call(at(`/../${path}`))
  return { status, text, headers }
}

it('is alive, and ready as long as its database answers', async () => {
  expect(await get('healthz')).toMatchObject({ status: 200, text: '{"status":"alive"}' })
  expect(JSON.parse((await get('readyz')).text)).toEqual({ status: 'ready', database: 'up', courier: 'up' })
  away = true
  const { status, text } = await get('readyz')
  expect(status).toBe(503)
  expect(JSON.parse(text)).toEqual({ status: 'not ready', database: 'down', courier: 'up' })
  expect((await get('healthz')).status).toBe(200)
})

it('counts requests by route for Prometheus', async () => {
  await program.nobody().call(smallRoutes.open)
  const { text, headers } = await get('metrics')
  expect(headers['content-type']).toContain('text/plain')
  expect(text).toMatch(
    /popug_http_request_seconds_count\{service="accounts",route="\/accounts\/api\/open",status="200"\} 1/,
  )
})

it('describes its routes in OpenAPI, with every refusal that each may answer', async () => {
  const { status, text } = await program.nobody().call(at('/openapi.json'))
  expect(status).toBe(200)
  const document = JSON.parse(text) as {
    openapi: string
    paths: Record<
      string,
      Record<string, { operationId: string; responses: Record<string, unknown>; security?: object[] }>
    >
  }
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  const ids = operations.map(({ operationId }) => operationId)
  for (const { name } of Object.values(smallRoutes)) expect(ids).toContain(name)
  expect(new Set(ids).size).toBe(ids.length)
  const create = document.paths['/accounts/api/notes']!.post!
  expect(Object.keys(create.responses).sort()).toEqual(['201', '400', '401', '403', '500', '503'])
  expect(document.paths['/accounts/api/open']!.get!.security).toEqual([])
  // Every reference leads somewhere, so that generators of clients can read it.
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    expect(text).toContain(`"${name}":{`)
})
