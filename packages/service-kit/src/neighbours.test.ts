import { anyone } from '@popug/contracts/roles.ts'
import { closedObject, route } from '@popug/contracts/route.ts'
import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { openSqlite } from './db/sqlite.ts'
import { httpNeighbours } from './neighbours.ts'

const getBird = route({
  name: 'getBird',
  service: 'tasks',
  method: 'GET',
  path: '/birds/:id',
  who: anyone,
  summary: 'A bird',
  params: closedObject({ id: Type.String() }),
  query: closedObject({ colour: Type.Optional(Type.String()), size: Type.Optional(Type.Integer()) }),
  answer: Type.Object({ name: Type.String() }),
})

const asking = (send: typeof fetch) =>
  httpNeighbours({ baseUrl: () => 'http://tasks:3000', credential: async () => 'a token', fetch: send })
const ask = (send: typeof fetch, timeout?: number) =>
  asking(send).call(getBird, { params: { id: 'a/b' }, query: {}, ...(timeout === undefined ? {} : { timeout }) })
const answering =
  (status: number, body: string): typeof fetch =>
  async () =>
    new Response(body, { status })

it('asks with the service’s credential, and answers what the neighbour says', async () => {
  const asked: [string, RequestInit][] = []
  const send: typeof fetch = async (url, init) => {
    asked.push([String(url), init ?? {}])
    return Response.json({ name: 'kea' })
  }
  const answer = await asking(send).call(getBird, { params: { id: 'a/b' }, query: { colour: 'green & blue' } })
  expect(answer).toEqual({ name: 'kea' })
  const [[url, { headers, method }]] = asked as [[string, RequestInit]]
  expect(url).toBe('http://tasks:3000/tasks/api/birds/a%2Fb?colour=green+%26+blue')
  expect(method).toBe('GET')
  expect(headers).toMatchObject({ authorization: 'Bearer a token' })
})

it.each([
  ['its own refusal', answering(404, '{"code":"not_found","detail":"no such bird"}'), 'not_found', 'no such bird'],
  ['a fault of the neighbour', answering(500, '{"code":"internal"}'), 'unavailable', 'tasks answered 500'],
  ['a refusal that nobody knows', answering(418, '{"code":"teapot"}'), 'unavailable', 'tasks answered 418'],
  ['a code that only looks known', answering(400, '{"code":"toString"}'), 'unavailable', 'tasks answered 400'],
  ['a refusal that is no problem document', answering(400, 'null'), 'unavailable', 'tasks answered 400'],
  ['a page of HTML', answering(502, '<html>'), 'unavailable', 'tasks answered 502'],
  ['a refused credential', answering(401, '{"code":"not_signed_in"}'), 'unavailable', 'tasks answered 401'],
  ['an answer that is cut off', answering(200, '{"name":'), 'unavailable', 'tasks does not answer'],
  ['no connection', async () => Promise.reject(new TypeError('fetch failed')), 'unavailable', 'tasks does not answer'],
] as [string, typeof fetch, string, string][])('rejects with a refusal for %s', async (_what, send, code, detail) => {
  await expect(ask(send)).rejects.toMatchObject({ name: 'Refusal', code, message: expect.stringContaining(detail) })
})

it('says when to try again where the neighbour does', async () => {
  const send: typeof fetch = async () =>
    new Response('{"code":"too_many_attempts","detail":"try again in 870 s"}', {
      status: 429,
      headers: { 'retry-after': '870' },
    })
  await expect(ask(send)).rejects.toMatchObject({ code: 'too_many_attempts', retryAfter: 870 })
  await expect(ask(answering(404, '{"code":"not_found"}'))).rejects.toMatchObject({ retryAfter: undefined })
})

it('waits no longer than its time limit, for the beginning of an answer and for its end', async () => {
  const silent: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
    })
  const endless: typeof fetch = async (_url, init) =>
    new Response(
      new ReadableStream({
        start: (controller) => init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason)),
      }),
    )
  for (const send of [silent, endless]) {
    const began = performance.now()
    await expect(ask(send, 30)).rejects.toMatchObject({ code: 'unavailable' })
    expect(performance.now() - began).toBeLessThan(2_000)
  }
})

it('refuses to ask from inside a transaction', async () => {
  const database = openSqlite(':memory:')
  const asked: unknown[] = []
  const work = database.transaction(() =>
    ask(async (url) => {
      asked.push(url)
      return Response.json({ name: 'kea' })
    }),
  )
  await expect(work).rejects.toThrow('inside a transaction')
  expect(asked).toEqual([])
  await database.close()
})
