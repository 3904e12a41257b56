import { serviceNames } from '@popug/contracts/topology.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { takeDataFolder } from '../data-folder.ts'
import { oneOf, readArguments } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { dim, good, say, sayJson } from './printing.ts'
import { withFolder } from './with-folder.ts'

const help = `Usage: popug restore <file> [--service NAME] [--json]

Puts a backup in the place of what the data folder (POPUG_DATA) holds: databases and secrets. Popug must not be
running. The backup is unpacked and checked beside what stands there; one that is broken, or written by a newer Popug,
changes nothing. What stood there is kept, in databases.before-…; remove it when you are sure. Every topic begins a
new epoch, so that listeners go back to what they share with the backup and hear on from there.

  --service NAME  only this service's database: ${serviceNames.join(', ')}.
                  Secrets and the sandbox bank stay as they are. Billing's is refused where a key is not here that its
                  cards are sealed with (CARD_KEY, CARD_OTHER_KEYS)

Examples:
  popug restore /backups/popug-2026-03-02.tar.gz && popug verify
  popug restore /backups/popug-2026-03-02.tar.gz --service mailer`

/** Restores a backup into the data folder. */
export const restore: CliCommand = {
  words: ['restore'],
  summary: 'puts a backup in the place of what the data folder holds',
  help,
  run: async (args) => {
    const options = { service: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values, positionals } = readArguments(args, options, { least: 1, most: 1 })
    const only = values.service === undefined ? undefined : oneOf('--service', values.service, serviceNames)
    const restored = await withFolder((folder) => restoreBackup(folder, positionals[0] as string, only), takeDataFolder)
    if (values.json) {
      sayJson(restored)
      return 0
    }
    say(good(`${restored.services.join(', ')}: as of ${restored.manifest.at}.`))
    if (restored.before) say(dim(`What stood here is kept in ${restored.before}.`))
    say('Start Popug, or see with popug verify that all is well.')
    return 0
  },
}
