import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Load, Seen } from './closing-load.ts'

/** A load that runs in a process of its own. */
export interface RunningLoad {
  /** What came of it, once all is closed that was to be, or it has been told to end. */
  readonly seen: Promise<Seen>
  /** Tells it to begin nothing more. */
  end(): void
}

/** Starts a load. */
export const startLoad = (load: Load): RunningLoad => {
  const file = join(import.meta.dirname, 'closing-load.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const seen = text(child.stdout).then((said) => {
    process.off('exit', kill)
    if (said === '') throw new Error('the load did not come to its end')
    return JSON.parse(said) as Seen
  })
  // Who ends early for another reason must not leave a refusal that nobody handles.
  seen.catch(() => undefined)
  return { seen, end: () => void child.kill('SIGTERM') }
}

/** Runs a load to its end. */
export const runLoad = (load: Load): Promise<Seen> => startLoad(load).seen
