import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { vi } from 'vitest'
import { runCommandLine } from '../../apps/embedded/commands/command-line.ts'
import { endProcess } from '../servers/end-process.ts'
import { type Ran, readJson, runProgram } from './run-program.ts'

const root = resolve(import.meta.dirname, '../..')

/** Runs a command with `--json` as a process of its own and reads its document. */
export const popugJson = async <T>(
  words: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
) =>
  readJson<T>(
    await runProgram(['--import', 'tsx', 'apps/embedded/cli.ts', ...words, '--json'], {
      cwd: root,
      env: { ...process.env, PORT: '0', NO_COLOR: '1', ...env },
      input,
    }),
  )

/** A command that goes on until it is told to end. */
export interface PopugRunning {
  /** What it printed so far, and what it complained of. */
  out(): string
  err(): string
  /** Reads no more of what it prints. */
  stopReading(): void
  /** Its exit code, once it has ended by itself; null where a signal ended it. */
  readonly ended: Promise<number | null>
  /** Sends it a signal and waits for its end; answers its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts a command as a process of its own. */
export const startPopug = (
  words: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): PopugRunning => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/embedded/cli.ts', ...words], {
    cwd: root,
    env: { ...process.env, PORT: '0', NO_COLOR: '1', ...env },
  })
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => (printed[name] += chunk))
  child.stdin.end(input)
  return {
    out: () => printed.stdout,
    err: () => printed.stderr,
    stopReading: () => void child.stdout.destroy(),
    ended: once(child, 'exit').then(([code]) => code as number | null),
    end: (signal) => endProcess(child, signal),
  }
}

/** Runs `popug` with these words in this process, on a data folder: a second or two less for each command. */
export const popugHere = async (
  words: readonly string[],
  data: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> => {
  const lines = { log: [] as string[], error: [] as string[] }
  const spies = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((text: unknown) => lines[name].push(String(text))),
  )
  for (const [name, value] of Object.entries({ POPUG_DATA: data, PORT: '0', ...env })) vi.stubEnv(name, value)
  try {
    const code = await runCommandLine(words)
    return { code, out: lines.log.join('\n'), err: lines.error.join('\n') }
  } finally {
    vi.unstubAllEnvs()
    for (const spy of spies) spy.mockRestore()
  }
}
