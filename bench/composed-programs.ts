import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { until } from '@popug/service-kit/testing'
import { endProcess } from '../tests/servers/end-process.ts'
import { freePorts } from '../tests/servers/free-ports.ts'

const root = resolve(import.meta.dirname, '..')
const folder = resolve(root, '.cache/bench-server')
const startsWithin = 60_000
/** A port that nobody listens on: where services stand that a benchmark does without. */
const nowhere = 9

/** A service in a process of its own, as its container would run it. */
export interface ComposedProgram {
  readonly address: string
  readonly pid: number
  /** The most memory it has had so far, in MiB. */
  peakMemory(): number
  stop(): Promise<void>
}

export const admin = { email: 'admin@bench.test', password: 'a password of the benchmark' }

/** Where each program leaves a profile of its time, if anywhere. */
const { BENCH_PROFILES } = process.env
const profiling = BENCH_PROFILES ? ['--cpu-prof', `--cpu-prof-dir=${resolve(BENCH_PROFILES)}`] : []

/** What the image tells Node, so that memory is what a container would have. */
const imageFlags = (): string[] => {
  const dockerfile = readFileSync(resolve(root, 'deploy/Dockerfile'), 'utf8')
  const [, command = '[]'] = /^CMD (\["node".*\])$/m.exec(dockerfile) ?? []
  const flags = (JSON.parse(command) as string[]).filter((word) => word.startsWith('--'))
  if (flags.length === 0) throw new Error('deploy/Dockerfile does not say how a service is started')
  return flags
}

let bundled: Promise<unknown> | undefined
const bundle = (): Promise<unknown> => {
  bundled ??= promisify(execFile)(process.execPath, ['tools/bundle.mjs', folder], { cwd: root })
  return bundled
}

const peakOf = ({ pid }: ChildProcess): number => {
  const [, kibibytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kibibytes) / 1024
}

export interface ComposedPrograms {
  readonly databases: Partial<Record<ServiceName, string>>
  readonly amqpUrl: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts each of the services that have a database as a program of the composed mode; answers when all are ready. */
export const startPrograms = async ({
  databases,
  amqpUrl,
  env = {},
}: ComposedPrograms): Promise<Record<ServiceName, ComposedProgram>> => {
  await bundle()
  const services = Object.keys(databases) as ServiceName[]
  const ports: Partial<Record<ServiceName, number>> = await freePorts(...services)
  const programs = {} as Record<ServiceName, ComposedProgram>
  for (const service of services) {
    const child = spawn(process.execPath, [...imageFlags(), ...profiling, resolve(folder, 'main.mjs'), 'start'], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        SERVICE: service,
        DATABASE_URL: databases[service],
        AMQP_URL: amqpUrl,
        NEIGHBOURS: serviceNames.map((name) => `${name}=http://127.0.0.1:${ports[name] ?? nowhere}`).join(','),
        PORT: String(ports[service]),
        HOST: '127.0.0.1',
        LOG_LEVEL: 'fatal',
        SERVICE_SECRET: 'x'.repeat(32),
        CARD_KEY: '0'.repeat(64),
        ADMIN_EMAIL: admin.email,
        ADMIN_PASSWORD: admin.password,
        SIGN_IN_LIMIT: '1000',
        DAY_CLOSING: 'by_hand',
        ...env,
      },
    })
    const kill = (): void => void child.kill('SIGKILL')
    process.once('exit', kill)
    programs[service] = {
      address: `http://127.0.0.1:${ports[service]}`,
      pid: child.pid ?? 0,
      peakMemory: () => peakOf(child),
      stop: async () => {
        process.off('exit', kill)
        await endProcess(child, 'SIGTERM')
      },
    }
  }
  const ready = async (service: ServiceName): Promise<boolean> => {
    const response = await fetch(`${programs[service].address}/${service}/readyz`).catch(() => null)
    return response?.ok === true && ((await response.json()) as { courier: string }).courier === 'up'
  }
  for (const service of services) await until(`${service} is ready`, () => ready(service), startsWithin)
  return programs
}

/** Stops them all. */
export const stopPrograms = async (programs: Readonly<Record<string, ComposedProgram>>): Promise<void> => {
  await Promise.all(Object.values(programs).map((program) => program.stop()))
}
