import { inPairs } from '../setup/in-pairs.ts'
import { runCommand } from '../setup/run-command.ts'
import type { Tally } from '../suites/tally.ts'
import type { Check } from './checks.ts'

/** Runs the checks two at a time, says how each ended and what a failed one had to say, and counts both. */
export const runChecks = async (
  root: string,
  checks: readonly Check[],
  say: (line: string) => void,
): Promise<Tally> => {
  const ended = await inPairs(checks, async ({ name, args }) => {
    const { code, output, ms } = await runCommand(process.execPath, args, { cwd: root })
    say(`${code === 0 ? '✓' : '✗'} ${name} (${(ms / 1000).toFixed(1)} s)`)
    if (code !== 0) say(output.trimEnd())
    return { name, code }
  })
  const failed = ended.filter(({ code }) => code !== 0)
  const remarks = failed.map(({ name }) => `failed: the check ${name}`)
  return { passed: ended.length - failed.length, failed: failed.length, remarks }
}
