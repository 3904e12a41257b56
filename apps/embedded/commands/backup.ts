import { statSync } from 'node:fs'
import { makeBackup } from '../backup/make-backup.ts'
import { readEmbedded } from '../settings.ts'
import { readArguments } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { good, say, sayJson } from './printing.ts'

const help = `Usage: popug backup <file> [--json]

Writes everything that the data folder (POPUG_DATA) holds into one file: a gzipped tar of the six databases, the
sandbox bank's register and the secrets, readable by its owner alone. Popug may be running: each database is copied as
it stands at one moment, and the copies fit together. Keep the file as you would keep the company's money: it holds passwords' hashes and the key
of the cards. The databases of the composed mode are backed up by MySQL's own means: docs/howto/back-up-and-restore.md.

Example: popug backup /backups/popug-$(date +%F).tar.gz`

/** Backs the data folder up. */
export const backup: CliCommand = {
  words: ['backup'],
  summary: 'writes everything the data folder holds into one file',
  help,
  run: async (args) => {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' } } as const, { least: 1, most: 1 })
    const file = positionals[0] as string
    const manifest = await makeBackup(readEmbedded(process.env).POPUG_DATA, file)
    const { size } = statSync(file)
    if (values.json) sayJson({ file, bytes: size, ...manifest })
    else say(good(`${file}: ${(size / 1_048_576).toFixed(1)} MiB, ${manifest.services.length} databases.`))
    return 0
  },
}
