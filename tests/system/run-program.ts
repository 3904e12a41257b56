import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What a program printed, and the code it ended with. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly cwd?: string
  /** The whole environment. */
  readonly env: NodeJS.ProcessEnv
  /** Standard input. */
  readonly input?: string
}

/** Runs a program of Node's with these arguments to its end. */
export const runProgram = async (args: readonly string[], { cwd, env, input = '' }: Running): Promise<Ran> => {
  const child = spawn(process.execPath, [...args], { env, ...(cwd ? { cwd } : {}) })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
  })
  // A program that needs no input may be gone before it was all written.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

/** The document that a command with `--json` printed. */
export const readJson = <T>({ code, out, err }: Ran): { code: number | null; answer: T } => {
  try {
    return { code, answer: JSON.parse(out) as T }
  } catch {
    throw new Error(`the command ended with ${code} and printed no JSON:\n${out}\n${err}`)
  }
}
