import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')

/** The examples of a guide in `docs/howto` that are marked with a language, in its order. */
export const examplesOf = (guide: string, language: string): string[] => {
  const text = readFileSync(resolve(root, 'docs/howto', guide), 'utf8')
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, example = '']) => example)
}

/** Runs an example as a reader would, and answers what it printed; fails where any step of it does. */
export const runShell = async (example: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', example], {
    env: { ...process.env, ...env },
    timeout: 30_000,
  })
  return stdout
}
