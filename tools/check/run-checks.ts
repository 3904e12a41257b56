import { inPairs } from '../setup/in-pairs.ts'
import { runCommand } from '../setup/run-command.ts'
import type { Check } from './checks.ts'

type Result = { passed: number; failed: number }

/** Runs the checks two at a time, says how each ended and what a failed one had to say, and counts both. */
export const runChecks = async (
  root: string,
  checks: readonly Check[],
  say: (line: string) => void,
): Promise<Result> => {
  const codes = await inPairs(checks, async ({ name, args }) => {
    const { code, output, ms } = await runCommand(process.execPath, args, { cwd: root })
    say(`${code === 0 ? '✓' : '✗'} ${name} (${(ms / 1000).toFixed(1)} s)`)
    if (code !== 0) say(output.trimEnd())
    return code
  })
  const passed = codes.filter((code) => code === 0).length
  return { passed, failed: codes.length - passed }
}
