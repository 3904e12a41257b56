import { join } from 'node:path'
import { migrateService, openSqlite, systemClock } from '@popug/service-kit'
import { Complaint } from '../complaint.ts'
import { services } from '../services.ts'
import { readArguments } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { good, say, sayJson } from './printing.ts'
import { withFolder } from './with-folder.ts'

const help = `Usage: popug migrate [--json]

Brings the databases of the data folder (POPUG_DATA) to the newest form. Every start does this by itself; this is for
those who want to see it done. Popug must not be running. In the composed mode each container migrates its own
database when it starts.

Example: POPUG_DATA=/var/lib/popug popug migrate`

/** Migrates all databases of the data folder. */
export const migrate: CliCommand = {
  words: ['migrate'],
  summary: 'brings the databases of the data folder to the newest form',
  help,
  run: async (args) => {
    const { values } = readArguments(args, { json: { type: 'boolean' } } as const)
    const taken: { service: string; steps: string[] }[] = []
    await withFolder(async ({ databases, isNew, path }) => {
      if (isNew) throw new Complaint(`There is no installation in ${path}: npm start makes one.`)
      for (const service of services) {
        const database = openSqlite<object>(join(databases, `${service.name}.sqlite`))
        try {
          taken.push({ service: service.name, steps: await migrateService(service, database, systemClock.now()) })
        } finally {
          await database.close()
        }
      }
    })
    if (values.json) sayJson({ items: taken })
    else
      for (const { service, steps } of taken)
        say(good(`${service}: ${steps.length === 0 ? 'nothing to do' : steps.join(', ')}`))
    return 0
  },
}
