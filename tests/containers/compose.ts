import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')

/** How long any one command may take, in milliseconds. */
const patience = 60_000

/** Runs docker at the root of the repository, with nothing of this environment but what is told; rejects with what it said. */
export const docker = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> => {
  const { PATH, HOME, POPUG_VERSION } = process.env
  const own = { PATH, HOME, ...(POPUG_VERSION ? { POPUG_VERSION } : {}), ...env }
  const options = { cwd: root, env: own, timeout: patience, maxBuffer: 1 << 24 }
  const { stdout } = await promisify(execFile)('docker', args, options)
  return stdout
}

/** The same for compose; what stands in a developer's own .env is not meant for tests. */
export const compose = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> =>
  docker(['compose', '--env-file', '/dev/null', ...args], env)

/** Our images, as this run has them. */
export const image = (name: 'popug-server' | 'popug-web'): string => `${name}:${process.env.POPUG_VERSION ?? 'local'}`
