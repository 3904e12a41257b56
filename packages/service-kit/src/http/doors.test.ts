import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { movableClock } from '../clock.ts'
import { type SmallWorld, smallRoutes, smallService } from '../testing/small-service.ts'
import { startTestProgram, type TestProgram } from '../testing/test-program.ts'
import { serviceCredential } from './session.ts'

describe('a door', () => {
  let program: TestProgram<SmallWorld>
  beforeAll(async () => {
    program = await startTestProgram(smallService)
  })
  afterAll(() => program.stop())
  beforeEach(async () => {
    await program.database.query.deleteFrom('notes').execute()
  })

  const texts = async () =>
    (await program.database.query.selectFrom('notes').select('text').orderBy('id').execute()).map(({ text }) => text)
  const create = (text: string, headers: Record<string, string> = {}) =>
    program.as('performer').call(smallRoutes.create, { body: { text }, headers })

  it.each([
    ['none at all', {}, 201],
    ['the same host', { origin: 'http://localhost:80', host: 'localhost:80' }, 201],
    ['the same host, said by the browser', { 'sec-fetch-site': 'same-origin' }, 201],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }, 201],
    ['another host', { origin: 'https://evil.example' }, 403],
    ['another port', { origin: 'http://localhost:8080', host: 'localhost:80' }, 403],
    ['null', { origin: 'null' }, 403],
    ['no address', { origin: '???' }, 403],
    ['the same site, another host', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another site that forged its origin', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:80' }, 403],
  ] as [string, Record<string, string>, number][])(
    'takes a change whose origin is %s or not',
    async (_what, headers, status) => {
      const answer = await create('hello', headers)
      expect(answer.status).toBe(status)
      if (status === 403) expect(answer.body).toMatchObject({ code: 'foreign_origin' })
      expect(await texts()).toHaveLength(status === 201 ? 2 : 0)
    },
  )

  it('lets foreign pages read nothing more than anybody, and does not mind where reads come from', async () => {
    const answer = await program.nobody().call(smallRoutes.open, { headers: { origin: 'https://evil.example' } })
    expect(answer.status).toBe(200)
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })

  it.each([
    ['admins', 'admin', 200],
    ['admins', 'manager', 403],
    ['admins', null, 401],
    ['admins', 'service', 403],
    ['services', 'service', 200],
    ['services', 'admin', 200],
    ['services', 'performer', 403],
    ['services', 'forged', 401],
  ] as const)('of “%s” admits or refuses %s: %i', async (door, who, status) => {
    const secret =
      who === 'forged' ? 'another secret of 32 characters or more' : program.service.settings.SERVICE_SECRET
    const credential = serviceCredential('tasks', secret, movableClock())
    const isService = who === 'service' || who === 'forged'
    const caller = who === null || isService ? program.nobody() : program.as(who)
    const headers: Record<string, string> = isService ? { authorization: `Bearer ${await credential()}` } : {}
    const answer = await caller.call(smallRoutes[door], { headers })
    expect(answer.status).toBe(status)
    if (status === 200) expect(answer.text).toBe('')
  })

  it('shows people their own, and those who may see all everyone’s', async () => {
    const me = program.as('performer', 'me')
    expect((await me.call(smallRoutes.own, { params: { userId: 'me' } })).status).toBe(200)
    expect((await me.call(smallRoutes.own, { params: { userId: 'you' } })).body).toMatchObject({ code: 'forbidden' })
    expect((await program.as('manager').call(smallRoutes.own, { params: { userId: 'you' } })).status).toBe(200)
  })

  it('answers in CSV whoever asks for it', async () => {
    await create('=1+1')
    const answer = await program.as('manager').call(smallRoutes.list, { headers: { accept: 'text/csv' } })
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toBe('attachment; filename="notes.csv"')
    expect(answer.text.split('\r\n')[0]).toBe("'=1+1")
  })

  it('does equal requests with one key once, also at the same time', async () => {
    const someone = program.as('performer')
    const ask = () => someone.call(smallRoutes.create, { body: { text: 'once' }, headers: { 'idempotency-key': 'k' } })
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect((await texts()).filter((text) => text === 'once')).toHaveLength(1)
    await create('once', { 'idempotency-key': 'k' })
    expect((await texts()).filter((text) => text === 'once')).toHaveLength(2)
  })

  it('runs every transaction of a request with a key, not the first alone', async () => {
    const { body } = await create('first', { 'idempotency-key': 'k' })
    expect(await texts()).toEqual(['first', `after ${body.id}`])
  })

  it.each(['', ' ', 'two words', 'x'.repeat(201), 'ключ'])('refuses the idempotency key “%s”', async (key) => {
    const answer = await create('hello', { 'idempotency-key': key })
    expect(answer.body).toMatchObject({ code: 'invalid', errors: [{ path: '/headers/idempotency-key' }] })
    expect(await texts()).toEqual([])
  })

  it('answers with the id that a request brought for its log, if it is fit for one', async () => {
    const ask = (id: string) => program.nobody().call(smallRoutes.open, { headers: { 'x-correlation-id': id } })
    expect((await ask('a-good-id.1')).headers['x-correlation-id']).toBe('a-good-id.1')
    expect((await ask('bad id\u0007')).headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/)
  })
})
