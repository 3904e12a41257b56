import { spawn } from 'node:child_process'

export type Outcome = { code: number; output: string; ms: number }

/** Runs a program to its end and answers its exit code with everything it said; a program that cannot start answers 127. */
export const runCommand = (
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal | undefined },
): Promise<Outcome> =>
  new Promise((resolve) => {
    const begun = Date.now()
    const child = spawn(command, args, {
      ...options,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const remember = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', remember)
    child.stderr.on('data', remember)
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n`, ms: Date.now() - begun }))
    child.on('close', (code) => resolve({ code: code ?? 1, output, ms: Date.now() - begun }))
  })
