import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Sends a program a signal and waits for its end; answers its exit code, null where it was killed or never began. */
export const endProcess = async (child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<number | null> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
  const ended = once(child, 'exit')
  child.kill(signal)
  const [code] = (await ended) as [number | null]
  return code
}
