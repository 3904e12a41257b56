import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { endProcess } from '../servers/end-process.ts'
import { adminEmail, adminPassword, type System } from './system.ts'

const root = resolve(import.meta.dirname, '../..')

/** How long a start may take on a machine that is busy with other tests, in milliseconds. */
const startTime = 60_000

export interface EmbeddedOptions {
  readonly env?: Readonly<Record<string, string>>
  /** The data folder; a temporary one unless told. */
  readonly data?: string
  /** The folder of the sources; the repository unless told. */
  readonly sources?: string
}

const addressIn = (text: string): string | undefined => /Popug runs at (http:\/\/\S+)/.exec(text)?.[1]

/** Starts the embedded mode as its own process, empty, with one admin, on a free port. */
export const startEmbeddedSystem = async ({
  env = {},
  data,
  sources = root,
}: EmbeddedOptions = {}): Promise<System> => {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'popug-'))
  let child: ChildProcess | undefined
  let output = ''
  let address = ''

  const start = async (): Promise<void> => {
    output = ''
    child = spawn(process.execPath, ['--import', 'tsx', 'apps/embedded/main.ts'], {
      cwd: sources,
      env: {
        ...process.env,
        PORT: '0',
        POPUG_DATA: folder,
        POPUG_DEMO: '0',
        ADMIN_EMAIL: adminEmail,
        ADMIN_PASSWORD: adminPassword,
        DAY_CLOSING: 'by_hand',
        SIGN_IN_LIMIT: '1000',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const running = child
    await new Promise<void>((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`no start within ${startTime} ms:\n${output}`)), startTime)
      const hear = (chunk: Buffer): void => {
        output += chunk.toString()
        const found = addressIn(output)
        if (!found) return
        address = found
        clearTimeout(timer)
        done()
      }
      running.stdout?.on('data', hear)
      running.stderr?.on('data', hear)
      running.once('exit', (code) => {
        clearTimeout(timer)
        fail(new Error(`ended with ${code} before it ran:\n${output}`))
      })
    })
  }

  const end = (signal: NodeJS.Signals) => endProcess(child, signal)

  await start()
  return {
    get address() {
      return address
    },
    printed: () => output,
    start,
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    remove: async () => {
      await end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
