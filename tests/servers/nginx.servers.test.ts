import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { lostPath } from '@popug/contracts/lost.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type NginxServer, startNginx } from './nginx.ts'
import { type StubInstance, startStubInstance } from './stub-instance.ts'

const script = `export const a = ${JSON.stringify('popug '.repeat(500))}\n`
const importMap = '{"imports":{"react":"/shared/assets/react-D44fiqRt.js"}}'

let folder: string
let nginx: NginxServer
let one: StubInstance
let other: StubInstance
/** A stream that stays open until the test lets it end. */
let endStream: (() => void) | undefined

const startInstance = (name: string): Promise<StubInstance> =>
  startStubInstance(({ path }, response) => {
    if (path.startsWith('/tasks/api/stream')) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
      response.write('data: first\n\n')
      endStream = () => response.end('data: last\n\n')
      return
    }
    if (path.endsWith('/api/cut')) {
      response.destroy()
      return
    }
    response.writeHead(200, { 'content-type': 'application/json', 'x-instance': name })
    response.end(JSON.stringify({ items: Array.from({ length: 200 }, () => name) }))
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'popug-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), `<!doctype html><script type="importmap">${importMap}</script>`)
  await writeFile(join(folder, 'assets/index-D44fiqRt.js'), script)
  await writeFile(join(folder, 'assets/index-D44fiqRt.js.gz'), gzipSync(script))
  await writeFile(join(folder, 'assets/index-D44fiqRt.js.br'), brotliCompressSync(script))
  await writeFile(join(folder, 'assets/small-D44fiqRt.js'), 'export {}\n')
  await writeFile(join(folder, 'assets/face-D44fiqRt.woff2'), 'a face')
  one = await startInstance('one')
  other = await startInstance('other')
  const both = [one.address, other.address]
  nginx = await startNginx({
    // One who fails is left alone for a while, by the name of the service: the last two are for tests of failures.
    instances: { tasks: both, accounts: both, billing: both, mailer: [one.address] },
    pages: Object.fromEntries([...serviceNames, 'shared'].map((place) => [place, folder])),
  })
})
afterAll(async () => {
  await nginx?.remove()
  await Promise.all([one?.close(), other?.close()])
  await rm(folder, { recursive: true, force: true })
})
afterEach(() => endStream?.())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(nginx.address + path, { headers, redirect: 'manual' })
const asked = (): number => one.heard.length + other.heard.length

/** Asks for a path just as it is written, which fetch would tidy up. */
const statusOf = (path: string): Promise<number | undefined> =>
  new Promise((done, fail) => {
    const { hostname, port } = new URL(nginx.address)
    const asking = request({ hostname, port, path }, (answer) => {
      answer.resume()
      done(answer.statusCode)
    })
    asking.once('error', fail).end()
  })

describe('frontends', () => {
  it('have pages that are asked for every time, and files that never change', async () => {
    for (const path of ['/tasks/', '/tasks/all', '/billing/payouts/01a2']) {
      const page = await get(path)
      expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
      expect(page.headers.get('content-type')).toContain('text/html')
      const digest = createHash('sha256').update(importMap).digest('base64')
      expect(page.headers.get('content-security-policy')).toContain(`;script-src 'self' 'sha256-${digest}';`)
      expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    }
    const file = await get('/tasks/assets/index-D44fiqRt.js')
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(file.headers.get('content-security-policy')).toContain(";script-src 'self';")
  })

  it('share files, and are listed', async () => {
    const shared = await get('/shared/assets/index-D44fiqRt.js')
    expect([shared.status, shared.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    const face = await get('/shared/assets/face-D44fiqRt.woff2')
    expect([face.status, face.headers.get('content-type')]).toEqual([200, 'font/woff2'])
    const registry = await get('/registry.json')
    expect(registry.headers.get('cache-control')).toBe('no-cache')
    expect(await registry.json()).toEqual({ services: serviceNames })
    const ahead = JSON.parse((await get('/tasks/')).headers.get('speculation-rules') ?? '')
    const rules = await get(ahead)
    expect(rules.headers.get('content-type')).toBe('application/speculationrules+json')
    expect(Object.keys((await rules.json()) as object)).toEqual(['prefetch'])
  })

  it('are not changed by asking again, and travel compressed', async () => {
    const page = await get('/tasks/')
    const again = await get('/tasks/', { 'if-none-match': page.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    const takes = { br: 'gzip, deflate, br, zstd', gzip: 'gzip, deflate', none: 'identity' }
    for (const [coding, accepted] of Object.entries(takes)) {
      const file = await get('/tasks/assets/index-D44fiqRt.js', { 'accept-encoding': accepted })
      expect(file.headers.get('content-encoding') ?? 'none').toBe(coding)
      expect(file.headers.get('vary')).toBe('accept-encoding')
      expect(file.headers.get('content-type')).toBe('text/javascript')
      expect(await file.text()).toBe(script)
    }
    const small = await get('/tasks/assets/small-D44fiqRt.js', { 'accept-encoding': takes.br })
    expect([small.headers.get('content-encoding'), await small.text()]).toEqual([null, 'export {}\n'])
  })

  it('have no page in the place of a file that is not there', async () => {
    const missing = await get('/tasks/assets/index-00000000.js')
    expect(missing.status).toBe(404)
    expect(missing.headers.get('cache-control')).toBe('no-store')
    expect(await missing.json()).toMatchObject({ code: 'not_found', status: 404 })
  })

  it('have one for a person who asks for what is nowhere; a program is told in its own form', async () => {
    const asPerson = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
    const led = await get('/no/such/page', asPerson)
    expect([led.status, led.headers.get('location')]).toEqual([302, lostPath])
    expect(led.headers.get('cache-control')).toBe('no-store')
    for (const path of ['/tasks/metrics', '/tasks/api/events', '/tasks/assets/none.js'])
      expect((await get(path, asPerson)).status).toBe(404)
    expect(await (await get('/no/such/page')).json()).toMatchObject({ code: 'not_found', status: 404 })
  })

  it('begin at the sign-in', async () => {
    const front = await get('/')
    expect([front.status, front.headers.get('location')]).toEqual([302, '/auth/'])
  })
})

describe('services', () => {
  it.each([
    '/tasks/metrics',
    '/tasks/metrics/',
    '/tasks//metrics',
    '/tasks/%6detrics',
    '/tasks/api/events?topic=tasks',
    '/tasks/api/events/',
    '/tasks/api//events',
    '/tasks/api/x/../events',
    '/tasks/api/%65vents',
  ])('keep %s to themselves', async (path) => {
    const before = asked()
    expect(await statusOf(path)).toBe(404)
    expect(asked()).toBe(before)
  })

  it('are told who asks by nginx alone, and by which name the request goes', async () => {
    const before = asked()
    await get('/tasks/api/tasks', {
      'x-forwarded-for': '6.6.6.6',
      'x-correlation-id': 'test-correlation',
      authorization: 'Bearer popug_token',
    })
    expect(asked()).toBe(before + 1)
    const request = [...one.heard, ...other.heard].find(
      ({ headers }) => headers['x-correlation-id'] === 'test-correlation',
    )
    expect(request?.headers.authorization).toBe('Bearer popug_token')
    expect(request?.headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      host: new URL(nginx.address).host,
    })
    await get('/tasks/api/tasks', { 'x-correlation-id': 'no "good" name' })
    const names = [...one.heard, ...other.heard].map(({ headers }) => headers['x-correlation-id'])
    expect(names.length).toBeGreaterThan(before + 1)
    for (const name of names) expect(name).toMatch(/^[\w.:-]{8,100}$/)
  })

  it('are reached by the links in letters: what a mail program posts, and the page that asks', async () => {
    const token = '01890a5d-ac96-774b-bcce-b302099a8057~aX9_-0bcdefghijklmnopqrstuvwxyzABCDEFGHIJKL'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const path = `/mailer/api/unsubscriptions/${token}`
    const posted = await fetch(nginx.address + path, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' })
    expect(posted.status).toBe(200)
    expect(one.heard.at(-1)).toMatchObject({ method: 'POST', path, headers, bytes: 26 })
    const page = await get(`/mailer/unsubscribe/${token}`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
  })

  it('share the work, over connections that are kept', async () => {
    const before = [one.heard.length, other.heard.length]
    for (let index = 0; index < 60; index++) expect((await get('/tasks/api/tasks')).status).toBe(200)
    const since = [one.heard.slice(before[0]), other.heard.slice(before[1])]
    for (const requests of since) expect(requests.length).toBeGreaterThanOrEqual(15)
    // Each worker of nginx keeps connections of its own.
    const connections = since.map((requests) => new Set(requests.map(({ connection }) => connection)).size)
    for (const count of connections) expect(count).toBeLessThanOrEqual(10)
  })

  it('answer compressed', async () => {
    const answer = await get('/tasks/api/tasks', { 'accept-encoding': 'gzip' })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
  })

  it('take bodies of 64 KiB, and larger ones only where a route says so', async () => {
    const post = async (path: string, bytes: number) => {
      const answer = await fetch(nginx.address + path, { method: 'POST', body: 'x'.repeat(bytes) })
      return [answer.status, (await answer.json()) as object] as const
    }
    expect((await post('/tasks/api/tasks', 64 * 1024))[0]).toBe(200)
    const [status, problem] = await post('/tasks/api/tasks', 64 * 1024 + 1)
    expect([status, problem]).toEqual([413, expect.objectContaining({ code: 'too_large' })])
    expect((await post('/tasks/api/imports', 4_000_000))[0]).toBe(200)
    expect((await post('/tasks/api/imports', 5_000_000))[0]).toBe(413)
  })

  it('stream without waiting for the end', async () => {
    const answer = await get('/tasks/api/stream')
    const reader = answer.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toBe('data: first\n\n')
    endStream?.()
    const last = await reader?.read()
    expect(new TextDecoder().decode(last?.value)).toBe('data: last\n\n')
  })

  it('are asked again by nginx to read, never to change', async () => {
    const cuts = () => [...one.heard, ...other.heard].filter(({ path }) => path.endsWith('/api/cut')).length
    expect((await fetch(`${nginx.address}/accounts/api/cut`, { method: 'POST', body: '{}' })).status).toBe(503)
    expect(cuts()).toBe(1)
    expect((await get('/billing/api/cut')).status).toBe(503)
    expect(cuts()).toBe(1 + 2)
  })

  it('that do not answer are unavailable, in the words of the others', async () => {
    const answer = await get('/analytics/api/days')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await answer.json()).toMatchObject({ code: 'unavailable', status: 503 })
  })

  it('go on when one of two instances has gone', async () => {
    await other.close()
    for (let index = 0; index < 20; index++) expect((await get('/tasks/api/tasks')).status).toBe(200)
    expect(other.heard.length).toBeGreaterThan(0)
  })
})
