import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')

export interface DockerOptions {
  /** How long the command may take, in milliseconds; a minute unless told. */
  readonly within?: number
  /** Standard input. */
  readonly input?: string
}

/** Runs docker at the root of the repository, with nothing of this environment but what is told; rejects with what it said. */
export const docker = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { within = 60_000, input = '' }: DockerOptions = {},
): Promise<string> => {
  const { PATH, HOME, POPUG_VERSION } = process.env
  const own = { PATH, HOME, ...(POPUG_VERSION ? { POPUG_VERSION } : {}), ...env }
  const running = promisify(execFile)('docker', args, { cwd: root, env: own, timeout: within, maxBuffer: 1 << 24 })
  // A command that reads nothing may be gone before it was all written.
  running.child.stdin?.on('error', () => undefined).end(input)
  return (await running).stdout
}

/** The same for compose; what stands in a developer's own .env is not meant for tests. */
export const compose = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  options?: DockerOptions,
): Promise<string> => docker(['compose', '--env-file', '/dev/null', ...args], env, options)

/** Our images, as this run has them. */
export const image = (name: 'popug-server' | 'popug-web'): string => `${name}:${process.env.POPUG_VERSION ?? 'local'}`
