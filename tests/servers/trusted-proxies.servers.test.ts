import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authRoutes } from '@popug/contracts/auth.ts'
import { pathOf } from '@popug/contracts/route.ts'
import {
  inProcessCourier,
  openSqlite,
  type Program,
  readInstallation,
  readServiceSettings,
  startProgram,
  statement,
  systemClock,
} from '@popug/service-kit'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { authService } from '../../services/auth/server/service.ts'
import { type NginxServer, nginxInFrontOf } from './nginx.ts'
import { type StubInstance, startStubInstance } from './stub-instance.ts'

/** A proxy at an address of this machine, and one at another; both are this test. */
const [known, stranger] = ['127.0.0.1', '127.0.0.2']
const person = '203.0.113.7'

interface Answer {
  readonly status: number | undefined
  readonly cookies: readonly string[]
}

interface Asking {
  readonly path?: string
  readonly from?: string
  readonly headers?: Record<string, string>
  readonly body?: object
}

/** Asks nginx from an address of this machine. */
const ask = (nginx: NginxServer, { path = '/tasks/api/tasks', from = known, headers = {}, body }: Asking) =>
  new Promise<Answer>((done, fail) => {
    const { hostname, port } = new URL(nginx.address)
    const type = body ? { 'content-type': 'application/json' } : {}
    const method = body ? 'POST' : 'GET'
    const all = { ...type, ...headers }
    const asking = request({ hostname, port, path, method, localAddress: from, headers: all }, (answer) => {
      answer.resume()
      answer.on('end', () => done({ status: answer.statusCode, cookies: answer.headers['set-cookie'] ?? [] }))
    })
    asking.once('error', fail).end(body ? JSON.stringify(body) : undefined)
  })

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

describe('what services are told of who asks', () => {
  let stub: StubInstance
  beforeAll(async () => {
    stub = await startStubInstance((_, response) => response.end('{}'))
  })
  afterAll(() => stub?.close())

  const startTrusting = async (trusted?: string): Promise<NginxServer> => {
    const nginx = await nginxInFrontOf(`http://${stub.address}`, { pages: {}, ...(trusted ? { trusted } : {}) })
    stops.push(nginx.remove)
    return nginx
  }
  /** The address and the scheme that came to the service. */
  const told = async (nginx: NginxServer, claims: string, scheme: string, from?: string) => {
    const headers = { 'x-forwarded-for': claims, 'x-forwarded-proto': scheme, 'x-real-ip': '6.6.6.6' }
    await ask(nginx, { headers, ...(from ? { from } : {}) })
    const heard = stub.heard.at(-1)?.headers
    return [heard?.['x-forwarded-for'], heard?.['x-forwarded-proto']]
  }

  it('is what nginx sees itself, where nobody is trusted', async () => {
    const nginx = await startTrusting()
    expect(await told(nginx, person, 'https')).toEqual([known, 'http'])
  })

  it('is what a trusted proxy says, and nobody else may', async () => {
    const nginx = await startTrusting(`${known}/32, 10.0.0.0/8`)
    expect(await told(nginx, person, 'https')).toEqual([person, 'https'])
    expect(await told(nginx, person, 'http')).toEqual([person, 'http'])
    expect(await told(nginx, '2001:db8::7', 'https')).toEqual(['2001:db8::7', 'https'])
    expect(await told(nginx, person, 'https', stranger)).toEqual([stranger, 'http'])
  })

  it('is, of a chain of proxies, what the last says whom nobody vouches for', async () => {
    const nginx = await startTrusting(`${known},10.0.0.0/8`)
    expect(await told(nginx, `6.6.6.6, ${person}`, 'https')).toEqual([person, 'https'])
    expect(await told(nginx, `6.6.6.6, ${person}, 10.1.2.3`, 'https')).toEqual([person, 'https'])
  })

  it('is nothing that makes no sense', async () => {
    const nginx = await startTrusting(known)
    expect(await told(nginx, 'nobody', 'gopher')).toEqual([known, 'http'])
    await ask(nginx, { headers: { 'x-forwarded-proto': 'https' } })
    expect(stub.heard.at(-1)?.headers).toMatchObject({ 'x-forwarded-for': known, 'x-forwarded-proto': 'https' })
  })

  it.each([
    ['everybody', '0.0.0.0/0', 'TRUSTED_PROXIES names 0.0.0.0/0'],
    ['everybody in IPv6', '::/0', 'TRUSTED_PROXIES names ::/0'],
    ['a name', 'proxy.example.com', 'TRUSTED_PROXIES names proxy.example.com'],
    ['more than networks', '10.0.0.1;', 'TRUSTED_PROXIES names 10.0.0.1;'],
    ['no network', '10.0.0.256', 'invalid network "10.0.0.256"'],
  ])('is not taken from %s: nginx does not start', async (_case, trusted, said) => {
    await expect(startTrusting(trusted)).rejects.toThrow(said)
  })
})

describe('a person who signs in through TLS in front of nginx', () => {
  const admin = { email: 'admin@company.test', password: 'a-password-of-hers' }
  const signInLimit = 1
  let folder: string
  let program: Program
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'popug-auth-'))
    const env = {
      SERVICE_SECRET: 's'.repeat(40),
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      SIGN_IN_LIMIT: String(signInLimit),
      LOG_LEVEL: 'silent',
    }
    program = await startProgram({
      services: [authService],
      settings: { ...readInstallation(env), ...readServiceSettings(authService, env) },
      openDatabase: (service) => openSqlite(join(folder, `${service}.sqlite`)),
      courier: inProcessCourier(),
      clock: systemClock,
      log: pino({ level: 'silent' }),
      listen: { port: 0, host: '127.0.0.1' },
      trustProxy: true,
    })
  })
  afterAll(async () => {
    await program?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const startTrusting = async (trusted: string): Promise<NginxServer> => {
    const nginx = await nginxInFrontOf(program.address, { pages: {}, trusted })
    stops.push(nginx.remove)
    return nginx
  }
  const signIn = (nginx: NginxServer, from: string, body: object) =>
    ask(nginx, {
      path: pathOf(authRoutes.signIn),
      headers: { 'x-forwarded-for': from, 'x-forwarded-proto': 'https' },
      body,
    })
  let strangers = 0
  /** As many wrong passwords from one address as lock it out. */
  const guessAround = async (nginx: NginxServer): Promise<void> => {
    for (let time = 0; time < 10 * signInLimit; time++) {
      const body = { email: `stranger${strangers++}@company.test`, password: 'wrong' }
      expect((await signIn(nginx, '198.51.100.1', body)).status).toBe(401)
    }
  }
  const newest = async () => {
    const rows = await statement(program.services[0]?.database.query as never, 'select ip from sessions order by id')
    return (rows as { rows: { ip: string }[] }).rows.at(-1)?.ip
  }

  it('has cookies for https alone, is known by their own address, and locked out for nobody else’s guesses', async () => {
    const nginx = await startTrusting(known)
    await guessAround(nginx)
    const { status, cookies } = await signIn(nginx, person, admin)
    expect([status, cookies.length]).toEqual([200, 3])
    for (const cookie of cookies) expect(cookie).toMatch(/; Secure\b/)
    expect(await newest()).toBe(person)
  })

  it('is taken for the proxy, without TLS, where nobody named it', async () => {
    const nginx = await startTrusting('10.0.0.0/8')
    const { cookies } = await signIn(nginx, person, admin)
    expect(cookies).toHaveLength(3)
    for (const cookie of cookies) expect(cookie).not.toMatch(/; Secure\b/)
    expect(await newest()).toBe(known)
    await guessAround(nginx)
    expect((await signIn(nginx, person, admin)).status).toBe(429)
  })
})
