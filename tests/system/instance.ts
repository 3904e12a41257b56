import { type ChildProcess, spawn } from 'node:child_process'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { endProcess } from '../servers/end-process.ts'

/** One process of one service. */
export interface Instance {
  readonly name: string
  readonly service: ServiceName
  readonly address: string
  readonly pid: number | undefined
  /** Everything the process printed since it was started last. */
  printed(): string
  isAlive(): Promise<boolean>
  /** Whether it is ready to work; throws where it has ended. */
  isReady(): Promise<boolean>
  /** Starts it, with other settings where some are told. */
  start(settings?: Readonly<Record<string, string>>): void
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>
  /** Asks it to stop, and answers its exit code. */
  stop(): Promise<number | null>
}

/** What is killed where the tests end before it: one listener for all, of whom there may be dozens. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A program on a port; nothing runs before `start`. */
export const instanceOf = (
  program: string,
  service: ServiceName,
  port: number,
  env: Readonly<Record<string, string>>,
): Instance => {
  const address = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let output = ''

  const end = (signal: NodeJS.Signals) => endProcess(child, signal)
  const says = (path: string): Promise<boolean> =>
    fetch(`${address}/${service}/${path}`).then(
      ({ ok }) => ok,
      () => false,
    )

  /** Whether it knows Auth's keys: before, it can tell of nobody whether they are signed in. */
  const knowsKeys = (): Promise<boolean> =>
    fetch(`${address}/${service}/api/audit`, { headers: { authorization: 'Bearer nobody' } }).then(
      ({ status }) => status === 401,
      () => false,
    )

  return {
    name: `${service} at ${port}`,
    service,
    address,
    get pid() {
      return child?.pid
    },
    printed: () => output,
    isAlive: () => says('healthz'),
    isReady: async () => {
      if (child && child.exitCode !== null) throw new Error(`${service} ended with ${child.exitCode}:\n${output}`)
      return (await says('readyz')) && (await knowsKeys())
    },
    start: (settings = {}) => {
      output = ''
      const started = spawn(process.execPath, ['--enable-source-maps', program], {
        env: { PATH: process.env.PATH, ...env, ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      running.add(started)
      started.once('exit', () => running.delete(started))
      for (const stream of [started.stdout, started.stderr])
        stream?.on('data', (chunk: Buffer) => {
          output = (output + chunk.toString()).slice(-100_000)
        })
    },
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
  }
}
