import type { Problem } from '@popug/contracts/route.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../db/sqlite.ts'
import { newId } from '../ids.ts'
import { type SmallWorld, smallRoutes, smallService } from '../testing/small-service.ts'
import { startTestProgram, type TestProgram } from '../testing/test-program.ts'

describe('a request that is not right', () => {
  let program: TestProgram<SmallWorld>
  beforeAll(async () => {
    program = await startTestProgram(smallService)
  })
  afterAll(() => program.stop())
  beforeEach(async () => {
    await program.database.query.deleteFrom('notes').execute()
  })

  /** Sends bytes as they are to the door that creates. */
  const send = async (payload: string, type = 'application/json') => {
    const answer = await program
      .as('performer')
      .call(
        { ...smallRoutes.create, consumes: 'text/csv' },
        { body: payload as never, headers: { 'content-type': type } },
      )
    return { ...answer, body: answer.body as unknown as Problem }
  }

  it.each([
    ['is not JSON', '{"text":', 400, 'invalid', '/body'],
    ['is no JSON at all', 'hello', 400, 'invalid', '/body'],
    ['is another kind of value', '[]', 400, 'invalid', '/body'],
    ['is null', 'null', 400, 'invalid', '/body/text'],
    ['lacks a field', '{}', 400, 'invalid', '/body/text'],
    ['has a field too many', '{"text":"x","other":1}', 400, 'invalid', '/body/other'],
    ['has a field too many further in', '{"text":"x","more":{"size":1,"odd":1}}', 400, 'invalid', '/body/more/odd'],
    ['has text where a number belongs', '{"text":"x","more":{"size":"1"}}', 400, 'invalid', '/body/more/size'],
    ['has a number where text belongs', '{"text":5}', 400, 'invalid', '/body/text'],
    ['wants to change the prototype', '{"text":"x","__proto__":{"admin":true}}', 400, 'invalid', '/body'],
    [
      'wants to change the constructor',
      '{"text":"x","constructor":{"prototype":{"admin":true}}}',
      400,
      'invalid',
      '/body',
    ],
    ['is too long', JSON.stringify({ text: 'x'.repeat(70_000) }), 413, 'too_large', undefined],
  ] as const)('because its body %s is refused and changes nothing', async (_what, payload, status, code, path) => {
    const answer = await send(payload)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.body).toMatchObject({ type: `urn:popug:problem:${code}`, code, status })
    expect(answer.body.correlationId).toBe(answer.headers['x-correlation-id'])
    if (path) expect(answer.body.errors?.map((error) => error.path)).toContain(path)
    expect(await program.database.query.selectFrom('notes').selectAll().execute()).toEqual([])
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it('because of its media type is refused', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'nonsense']) {
      expect((await send('text=x', type)).body).toMatchObject({ status: 415, code: 'unsupported_media_type' })
    }
  })

  it('tells all that is wrong at once', async () => {
    const { body } = await send('{"text":"","more":{"size":1.5},"odd":1}')
    expect(body.errors?.map(({ path }) => path).sort()).toEqual(['/body/more/size', '/body/odd', '/body/text'])
  })

  it.each([
    ['limit=0', '/query/limit'],
    ['limit=x', '/query/limit'],
    ['limit=1.5', '/query/limit'],
    ['limit=1&limit=2', '/query/limit'],
    ['other=1', '/query/other'],
  ])('because of its query %s is refused', async (query, path) => {
    const answer = await program.as('performer').call({ ...smallRoutes.list, path: `/notes?${query}` })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'invalid', errors: [{ path }] })
  })

  it.each(['/nothing', '/%E0%A4%A', `/people/${'x'.repeat(300)}`])('to %s is refused as a problem', async (path) => {
    const answer = await program.as('manager').call({ ...smallRoutes.open, path })
    expect([400, 404]).toContain(answer.status)
    expect(JSON.parse(answer.text)).toMatchObject({
      status: answer.status,
      code: expect.stringMatching(/invalid|not_found/),
    })
  })

  it('and a refusal of the work is told, with the time to wait', async () => {
    const fail = (how: 'bug' | 'refusal' | 'wait' | 'answer') =>
      program.nobody().call(smallRoutes.fail, { body: { how } })
    expect((await fail('refusal')).body).toMatchObject({ code: 'not_found', detail: 'no such note', status: 404 })
    const wait = await fail('wait')
    expect(wait.headers['retry-after']).toBe('2')
    expect(wait.body).not.toHaveProperty('detail')
  })

  it('but a fault of ours tells nothing of itself', async () => {
    for (const how of ['bug', 'answer'] as const) {
      const answer = await program.nobody().call(smallRoutes.fail, { body: { how } })
      expect(answer).toMatchObject({ status: 500, body: { code: 'internal', status: 500 } })
      expect(answer.body).not.toHaveProperty('detail')
      expect(answer.text).not.toMatch(/vault|fine|stack/)
    }
  })

  it('and neither does a database that is not as it should be', async () => {
    const database = openSqlite<object>(':memory:')
    const other = await startTestProgram(smallService, { database })
    await database.query.schema.dropTable('notes').execute()
    const answer = await other.as('performer').call(smallRoutes.create, { body: { text: newId() } })
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(answer.text).not.toMatch(/notes|table|SQL/i)
    await other.stop()
  })

  it('may be asked again where the database is away', async () => {
    const own = openSqlite<object>(':memory:')
    let away = false
    const transaction: typeof own.transaction = (work) =>
      away ? Promise.reject(new Error('database or disk is full')) : own.transaction(work)
    const other = await startTestProgram(smallService, { database: { ...own, transaction } })
    away = true
    const answer = await other.as('performer').call(smallRoutes.create, { body: { text: newId() } })
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', status: 503 } })
    expect(answer.text).not.toMatch(/database|disk/i)
    away = false
    await other.stop()
  })
})
