import { createInterface } from 'node:readline/promises'
import { WrongUsage } from './wrong-usage.ts'

/** The first lines of standard input, one for each thing that is asked for. */
export const readLines = async (asked: readonly string[]): Promise<string[]> => {
  const lines: string[] = []
  if (asked.length === 0) return lines
  const input = createInterface({ input: process.stdin })
  for await (const line of input) {
    lines.push(line)
    if (lines.length === asked.length) return lines
  }
  throw new WrongUsage(`Standard input did not bring ${asked[lines.length]}.`)
}
