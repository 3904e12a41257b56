import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { endProcess } from '../servers/end-process.ts'
import { freePorts } from '../servers/free-ports.ts'

const root = resolve(import.meta.dirname, '../..')
/** How long a start may take on a machine that is busy with other tests, in milliseconds. */
const startTime = 60_000

/** The dev server of one frontend, as CONTRIBUTING.md starts it. */
export interface DevServer {
  readonly address: string
  printed(): string
  stop(): Promise<unknown>
}

/** Starts the frontend of a service in development, beside a running Popug. */
export const startDevServer = async (service: ServiceName, running: string): Promise<DevServer> => {
  const { port } = await freePorts('port')
  const child = spawn(
    process.execPath,
    [
      'node_modules/vite/bin/vite.js',
      ...[
        '-c',
        `services/${service}/web/vite.config.ts`,
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--strictPort',
      ],
    ],
    // Vitest’s own NODE_ENV would make a build for tests of it.
    { cwd: root, env: { ...process.env, NODE_ENV: 'development', POPUG_URL: running, NO_COLOR: '1' } },
  )
  let output = ''
  await new Promise<void>((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`no start within ${startTime} ms:\n${output}`)), startTime)
    const hear = (chunk: Buffer): void => {
      output += chunk.toString()
      if (output.includes('ready in')) done()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => fail(new Error(`ended with ${code}:\n${output}`)))
    child.once('exit', () => clearTimeout(timer))
  }).catch(async (error: unknown) => {
    await endProcess(child, 'SIGKILL')
    throw error
  })
  return {
    address: `http://127.0.0.1:${port}`,
    printed: () => output,
    stop: () => endProcess(child, 'SIGTERM'),
  }
}
