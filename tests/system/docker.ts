import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { serviceNames } from '@popug/contracts/topology.ts'
import { passwordVariable } from '../../apps/composed/compose-variables.ts'
import { freePorts } from '../servers/free-ports.ts'
import { adminEmail, adminPassword, type System } from './system.ts'

const root = resolve(import.meta.dirname, '../..')

/** How long any one command may take: the containers of a busy machine come up slowly. */
const patience = 300_000

/** Two instances of those who have most to do; the day must not notice. */
const copies = ['--scale', 'tasks=2', '--scale', 'accounts=2']

const secret = (): string => randomBytes(24).toString('hex')

interface Container {
  readonly Service: string
  readonly ExitCode: number
  readonly State: string
}

/**
 * Starts what compose.yaml says, some services twice, from images that are built, under a name, a port and secrets of its
 * own; empty, with one admin.
 */
export const startDockerSystem = async (): Promise<System> => {
  const { port, bank } = await freePorts('port', 'bank')
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    COMPOSE_PROJECT_NAME: `popug-test-${port}`,
    ...(process.env.POPUG_VERSION ? { POPUG_VERSION: process.env.POPUG_VERSION } : {}),
    POPUG_PORT: String(port),
    POPUG_DEMO: '0',
    SERVICE_SECRET: secret(),
    CARD_KEY: randomBytes(32).toString('hex'),
    MYSQL_ROOT_PASSWORD: secret(),
    RABBITMQ_PASSWORD: secret(),
    PAYOUT_PROVIDER: 'sandbox',
    SANDBOX_BANK: '1',
    SANDBOX_SECRET: secret(),
    SANDBOX_PORT: String(bank),
    ...Object.fromEntries(serviceNames.map((service) => [passwordVariable(service), secret()])),
    ADMIN_EMAIL: adminEmail,
    ADMIN_PASSWORD: adminPassword,
    DAY_CLOSING: 'by_hand',
    SIGN_IN_LIMIT: '1000',
  }
  const options = { cwd: root, env, timeout: patience, maxBuffer: 1 << 26 }
  const compose = async (...args: string[]): Promise<string> => {
    // What stands in a developer's own .env is not meant for tests.
    const { stdout } = await promisify(execFile)('docker', ['compose', '--env-file', '/dev/null', ...args], options)
    return stdout
  }
  const printed = (): string => {
    const args = ['compose', '--env-file', '/dev/null', 'logs', '--no-color', '--tail', '200']
    return execFileSync('docker', args, { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  }
  const containers = async (): Promise<Container[]> =>
    (await compose('ps', '--all', '--format', 'json'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Container)

  const start = async (): Promise<void> => {
    try {
      await compose('up', '--wait', '--no-build', '--pull', 'missing', ...copies)
    } catch (error) {
      throw new Error(`docker compose up did not succeed:\n${printed()}`, { cause: error })
    }
  }
  const remove = async (): Promise<void> => {
    await compose('down', '--volumes', '--timeout', '10')
  }
  try {
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  return {
    address: `http://127.0.0.1:${port}`,
    printed,
    start,
    kill: async () => void (await compose('kill')),
    stop: async () => {
      await compose('stop')
      const ours = new Set<string>(serviceNames)
      const ended = (await containers()).filter(({ Service }) => ours.has(Service))
      if (ended.length < serviceNames.length) throw new Error('a container has gone')
      return ended.find(({ ExitCode }) => ExitCode !== 0)?.ExitCode ?? 0
    },
    remove,
  }
}
