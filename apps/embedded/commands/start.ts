import { readArguments } from './arguments.ts'
import type { CliCommand } from './command.ts'

const help = `Usage: popug start

Runs all six services in this process, until Ctrl-C. npm start does the same after it has installed what is missing and
built the pages; here npm run build must have done that, or there is the REST interface alone.

Settings come from the environment: PORT, POPUG_DATA, POPUG_DEMO and those in .env.example.

Example: PORT=9000 popug start`

/** Runs the embedded mode; it ends when the process is asked to. */
export const start: CliCommand = {
  words: ['start'],
  summary: 'runs all six services in this process, as npm start does',
  help,
  run: async (args) => {
    readArguments(args, {})
    await import('../main.ts')
    return 0
  },
}
