import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { vi } from 'vitest'
import { runCommandLine } from '../../apps/embedded/commands/command-line.ts'

const root = resolve(import.meta.dirname, '../..')

/** What a command printed, and the code it ended with. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface PopugOptions {
  /** The data folder. */
  readonly data?: string
  /** Standard input. */
  readonly input?: string
}

/** Runs `popug` with these words as a process of its own. */
const popug = async (words: readonly string[], { data, input = '' }: PopugOptions = {}): Promise<Ran> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/embedded/cli.ts', ...words], {
    cwd: root,
    env: { ...process.env, PORT: '0', NO_COLOR: '1', ...(data ? { POPUG_DATA: data } : {}) },
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
  })
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

/** Runs the same in this process, on a data folder: a second or two less for each command. */
export const popugHere = async (words: readonly string[], data: string): Promise<Ran> => {
  const lines = { log: [] as string[], error: [] as string[] }
  const spies = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((text: unknown) => lines[name].push(String(text))),
  )
  vi.stubEnv('POPUG_DATA', data)
  vi.stubEnv('PORT', '0')
  try {
    const code = await runCommandLine(words)
    return { code, out: lines.log.join('\n'), err: lines.error.join('\n') }
  } finally {
    vi.unstubAllEnvs()
    for (const spy of spies) spy.mockRestore()
  }
}

/** The document that a command with `--json` printed. */
export const readJson = <T>({ code, out, err }: Ran): { code: number | null; answer: T } => {
  try {
    return { code, answer: JSON.parse(out) as T }
  } catch {
    throw new Error(`the command ended with ${code} and printed no JSON:\n${out}\n${err}`)
  }
}

/** Runs a command with `--json` as a process of its own and reads its document. */
export const popugJson = async <T>(words: readonly string[], options: PopugOptions = {}) =>
  readJson<T>(await popug([...words, '--json'], options))
