import type { CliCommand } from './command.ts'
import { userAdd } from './user-add.ts'

const start: CliCommand = {
  words: ['start'],
  summary: 'runs all six services in this process, as npm start does',
  help: 'Usage: popug start\n\nSettings come from the environment: PORT, POPUG_DATA, POPUG_DEMO and those in .env.example.\n\nExample: PORT=9000 popug start',
  run: async () => {
    await import('../main.ts')
  },
}

/** All commands of `popug`. */
export const commands: readonly CliCommand[] = [start, userAdd]
