import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../servers/free-ports.ts'
import { until } from '../system/company.ts'
import { compose, docker, image } from './compose.ts'

const megabyte = 1_000_000

const sizeOf = async (name: string): Promise<number> =>
  Number(await docker(['image', 'inspect', '--format', '{{.Size}}', name]))
const runIn = (name: 'popug-server' | 'popug-web', ...command: string[]): Promise<string> =>
  docker(['run', '--rm', '--network', 'none', '--read-only', '--tmpfs', '/tmp', image(name), ...command])

describe('the image of the services', () => {
  it('has what they need and no more, and is nobody’s who could change it', async () => {
    const added = (await sizeOf(image('popug-server'))) - (await sizeOf('node:24-slim'))
    expect(added).toBeLessThan(80 * megabyte)
    const found = await runIn(
      'popug-server',
      'sh',
      '-c',
      'id -u; ls node_modules; if test -w main.mjs; then echo writable; fi',
    )
    const [user, ...rest] = found.trim().split('\n')
    expect(Number(user)).toBeGreaterThan(0)
    expect(rest).toEqual(expect.arrayContaining(['fastify', 'mysql2', 'amqplib']))
    for (const name of ['typescript', 'vite', 'vitest', 'esbuild', 'tsx', 'react', 'playwright-core', 'writable'])
      expect(rest).not.toContain(name)
  })

  it('says how to use it, and refuses to start without settings', async () => {
    expect(await runIn('popug-server', 'node', 'main.mjs', '--help')).toContain('migrate')
    expect(await runIn('popug-server', 'node', 'popug.mjs', '--help')).toContain('reconcile')
    await expect(runIn('popug-server')).rejects.toThrow('DATABASE_URL')
  })
})

describe('the web server', () => {
  let address: string
  let env: Record<string, string>
  beforeAll(async () => {
    const { port } = await freePorts('port')
    env = { POPUG_DEMO: '1', POPUG_PORT: String(port), COMPOSE_PROJECT_NAME: `popug-test-${port}` }
    address = `http://127.0.0.1:${port}`
    // Alone: none of those for whom it stands is there, and their names lead nowhere.
    await compose(['up', '--detach', '--no-deps', '--no-build', 'nginx'], env)
    // Docker takes connections before nginx does, and lets them wait.
    const answers = () =>
      fetch(`${address}/healthz`, { signal: AbortSignal.timeout(1_000) }).then(
        ({ ok }) => ok,
        () => false,
      )
    await until('nginx answers', answers)
  })
  afterAll(() => compose(['down', '--volumes', '--timeout', '5'], env))

  it('understands its configuration, and is not root', async () => {
    await runIn('popug-web', 'sh', '/popug/start.sh', '-t')
    expect(Number(await runIn('popug-web', 'id', '-u'))).toBeGreaterThan(0)
    expect((await sizeOf(image('popug-web'))) - (await sizeOf('nginx:1.30'))).toBeLessThan(40 * megabyte)
  })

  it('shows every frontend: pages that are asked for anew, files that never change', async () => {
    for (const service of ['auth', 'tasks', 'accounts', 'billing', 'mailer', 'analytics']) {
      const page = await fetch(`${address}/${service}/`)
      expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
      const script = /src="(\/[a-z]+\/assets\/[^"]+[.]js)"/.exec(await page.text())?.[1] ?? ''
      const file = await fetch(address + script, { headers: { 'accept-encoding': 'gzip' } })
      expect([file.status, file.headers.get('content-encoding')]).toEqual([200, 'gzip'])
      expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    }
  })

  it('says that services are not there, in their own words', async () => {
    const answer = await fetch(`${address}/tasks/api/tasks`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ])
    expect(await answer.json()).toMatchObject({ code: 'unavailable' })
    expect((await fetch(`${address}/tasks/metrics`)).status).toBe(404)
  })
})
