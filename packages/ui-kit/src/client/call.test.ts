// @vitest-environment jsdom
import { authRoutes } from '@popug/contracts/auth.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakeRequest, type FakeRoutes, fakeFetch, person } from '../testing/index.tsx'
import { call } from './call.ts'
import { leave } from './leave.ts'
import { ApiProblem } from './problem.ts'

const signedOut = new ApiProblem({ code: 'not_signed_in', status: 401 })
const session = { user: person(), expiresAt: '2030-01-01T00:00:00.000Z' }
const task = { id: '01890a5d-ac96-774b-bcce-b302099a8057', title: 'Feed the parrot' }

let asked: FakeRequest[] = []
let leftFor: string[] = []
const services = (routes: FakeRoutes): void => {
  const fake = fakeFetch(routes)
  globalThis.fetch = fake.fetch
  asked = fake.asked
}
const names = (): string[] => asked.map((request) => request.route)

beforeEach(() => {
  leftFor = []
  leave.by = (address) => leftFor.push(address)
})
afterEach(() => vi.useRealTimers())

describe('a call', () => {
  it('fills the path, leaves empty filters out and answers the body', async () => {
    services({ listTasks: { items: [task], next: null }, getTask: task })
    await call(taskRoutes.listTasks, { query: { q: '', status: 'open', limit: 10, userId: undefined } })
    const answer = await call(taskRoutes.getTask, { params: { id: task.id } })
    expect(asked.map(({ query, params }) => ({ query, params }))).toEqual([
      { query: { status: 'open', limit: '10' }, params: {} },
      { query: {}, params: { id: task.id } },
    ])
    expect(answer.title).toBe('Feed the parrot')
  })

  it('answers undefined where the route promises no content', async () => {
    services({ signOut: undefined })
    expect(await call(authRoutes.signOut)).toBeUndefined()
  })

  it('sends a CSV as it is', async () => {
    services({ createImport: task })
    await call(taskRoutes.createImport, { body: 'title\nOne' })
    expect(asked[0]?.headers.get('content-type')).toBe('text/csv')
    expect(asked[0]?.body).toBe('title\nOne')
  })

  it('makes keys over plain HTTP too, where browsers have no crypto.randomUUID', async () => {
    services({ createTask: task })
    const found = Object.getOwnPropertyDescriptor(crypto, 'randomUUID')
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
    for (const title of ['One', 'Two']) await call(taskRoutes.createTask, { body: { title } })
    if (found) Object.defineProperty(crypto, 'randomUUID', found)
    else Reflect.deleteProperty(crypto, 'randomUUID')
    const keys = asked.map(({ headers }) => headers.get('idempotency-key'))
    expect(new Set(keys).size).toBe(2)
  })

  it('gives a route that creates a key, and others none', async () => {
    services({ createTask: task, closeTask: task })
    await call(taskRoutes.createTask, { body: { title: 'One' } })
    await call(taskRoutes.createTask, { body: { title: 'Two' } }, { idempotencyKey: 'mine' })
    await call(taskRoutes.closeTask, { params: { id: task.id } })
    const [first, second, third] = asked.map(({ headers }) => headers.get('idempotency-key'))
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(second).toBe('mine')
    expect(third).toBeNull()
  })
})

describe('a token that has run out', () => {
  it('is renewed once for all who met it, and each call repeated', async () => {
    let fresh = false
    services({
      getTask: () => (fresh ? task : signedOut),
      renewSession: () => {
        fresh = true
        return session
      },
    })
    const get = () => call(taskRoutes.getTask, { params: { id: task.id } })
    const answers = await Promise.all([get(), get(), get()])
    expect(answers).toEqual([task, task, task])
    expect(names().filter((name) => name === 'renewSession')).toHaveLength(1)
    expect(leftFor).toEqual([])
  })

  it('keeps the idempotency key over the renewal', async () => {
    let fresh = false
    services({
      createTask: () => (fresh ? task : signedOut),
      renewSession: () => {
        fresh = true
        return session
      },
    })
    await call(taskRoutes.createTask, { body: { title: 'One' } })
    const keys = asked
      .filter(({ route }) => route === 'createTask')
      .map(({ headers }) => headers.get('idempotency-key'))
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  it('sends the person to sign in where the session is over, and back to the same page', async () => {
    window.history.replaceState(null, '', '/tasks/all?status=open')
    services({ getTask: signedOut, renewSession: signedOut })
    await expect(call(taskRoutes.getTask, { params: { id: task.id } })).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(leftFor).toEqual(['/auth/?next=%2Ftasks%2Fall%3Fstatus%3Dopen'])
  })

  it('only throws where it is told to stay', async () => {
    services({ getSession: signedOut, renewSession: signedOut })
    await expect(call(authRoutes.getSession, {}, { stay: true })).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(leftFor).toEqual([])
  })

  it('sends nobody away while auth does not answer', async () => {
    services({ getTask: signedOut })
    await expect(call(taskRoutes.getTask, { params: { id: task.id } })).rejects.toMatchObject({ code: 'unavailable' })
    expect(leftFor).toEqual([])
  })
})

describe('a refusal', () => {
  it('is an ApiProblem with all the document says', async () => {
    const errors = [{ path: '/body/title', message: 'is too short' }]
    services({
      createTask: new ApiProblem({
        code: 'invalid',
        status: 400,
        title: 'No',
        detail: 'title',
        errors,
        correlationId: 'c1',
      }),
    })
    const problem = await call(taskRoutes.createTask, { body: { title: '' } }).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(ApiProblem)
    expect(problem).toMatchObject({
      code: 'invalid',
      status: 400,
      title: 'No',
      detail: 'title',
      errors,
      correlationId: 'c1',
    })
  })

  it('of a proxy is told by its status', async () => {
    globalThis.fetch = async () => new Response('<html>Bad gateway</html>', { status: 502 })
    await expect(call(taskRoutes.listTasks)).rejects.toMatchObject({ code: 'unavailable', status: 502 })
  })

  it('is unavailable where the line is broken', async () => {
    globalThis.fetch = async () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(call(taskRoutes.listTasks)).rejects.toMatchObject({ code: 'unavailable', status: 0 })
  })

  it('is unavailable after 15 seconds of silence', async () => {
    vi.useFakeTimers()
    globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      })
    let outcome: unknown
    const waiting = call(taskRoutes.listTasks).catch((error: unknown) => {
      outcome = error
    })
    await vi.advanceTimersByTimeAsync(14_900)
    expect(outcome).toBeUndefined()
    await vi.advanceTimersByTimeAsync(200)
    await waiting
    expect(outcome).toMatchObject({ code: 'unavailable', outcomeUnknown: true })
  })
})
