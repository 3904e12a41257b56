import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Load, Seen } from './closing-load.ts'

/** Runs the load in a process of its own. */
export const runLoad = async (load: Load): Promise<Seen> => {
  const file = join(import.meta.dirname, 'closing-load.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const said = await text(child.stdout)
  process.off('exit', kill)
  if (said === '') throw new Error('the load did not come to its end')
  return JSON.parse(said) as Seen
}
