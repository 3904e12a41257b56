import { orComplain } from '../embedded/complaint.ts'
import { bank } from './commands/bank.ts'
import { demo } from './commands/demo.ts'
import { newEpoch, printEpochs } from './commands/epochs.ts'
import { migrateAll } from './commands/migrate.ts'
import { start } from './commands/start.ts'

const commands: Readonly<Record<string, { readonly does: string; run(): Promise<void> }>> = {
  start: { does: 'runs the services that SERVICE names; what is done where no command is given', run: start },
  migrate: { does: 'brings their databases to the newest form, and ends', run: migrateAll },
  epochs: { does: 'prints the epochs that their databases know of, a line for each database', run: printEpochs },
  'new-epoch': { does: 'begins new epochs in databases that were restored; reads such lines', run: newEpoch },
  bank: { does: 'runs the sandbox bank, which moves no money', run: bank },
  demo: { does: 'registers the demo people at POPUG_URL and lives through a morning of theirs', run: demo },
}

const [name = 'start'] = process.argv.slice(2)
const command = commands[name]

if (!command) {
  const lines = Object.entries(commands).map(([word, { does }]) => `  ${word.padEnd(10)} ${does}`)
  const asked = name === '--help' || name === '-h'
  ;(asked ? console.log : console.error)(['Usage: main <command>', '', ...lines].join('\n'))
  process.exit(asked ? 0 : 2)
}
await orComplain(command.run)
